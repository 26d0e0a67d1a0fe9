package io.canopydb.driver.session;

import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.transaction.XaBranches;
import io.canopydb.metadata.model.Engine;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One user's session with the cluster. Used by one thread at a time, except {@link #cancel} and
 * {@link #abort}, which any thread may call.
 */
public interface Session extends AutoCloseable {

  /** A statement that has been read and can be executed often. Belongs to its session. */
  interface Prepared {
    /** How many JDBC parameters it has. */
    int parameterCount();

    /** Whether executing it gives rows or a count, as far as its text tells. */
    ResultKind result();

    /** Whether there is no statement in the text, but blanks and comments at most. */
    boolean isEmpty();

    /** Whether it is a COPY between client and server, which {@link Session#copy} begins. */
    boolean copies();
  }

  /** A savepoint of this session's transaction. */
  interface SavepointMark {
    String name();
  }

  /** Something to do on a leaf's connection, whose default namespace is the session's shell. */
  @FunctionalInterface
  interface LeafCall<T extends @Nullable Object> {
    T on(Connection leaf) throws SQLException;
  }

  Engine engine();

  /** Splits a text that may hold several statements; always at least one element. */
  List<String> split(String text) throws SQLException;

  /**
   * Reads one statement. Cheap when its shape was seen before.
   *
   * @param parameters whether {@code ?} stands for a JDBC parameter; in a plain Statement it does
   *     not, and on PostgreSQL it is an operator there
   */
  Prepared prepare(String sql, boolean parameters) throws SQLException;

  /** Runs it. {@code parameters} has one element for each JDBC parameter, null where unset. */
  Outcome execute(Prepared statement, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException;

  /**
   * Runs it once for each row of parameters, grouped by leaf and in parallel over leaves.
   *
   * @return one outcome a row, in order; a failure is a BatchUpdateException
   */
  List<Outcome.Updated> executeBatch(
      Prepared statement, List<@Nullable Parameter[]> rows, ExecuteOptions options)
      throws SQLException;

  /** What the next LOAD DATA LOCAL INFILE reads in place of a file, and closes; MySQL only. */
  void localInfile(InputStream stream);

  /**
   * Begins a COPY from or to the application; PostgreSQL only. Until it has ended the session
   * refuses all else.
   */
  BulkCopy copy(String sql) throws SQLException;

  /** The columns it would give, without running it; null for a statement that gives none. */
  @Nullable ResultSetMetaData describe(Prepared statement) throws SQLException;

  /**
   * The types that the engine takes the parameters of a statement for; PostgreSQL only.
   *
   * @param statement with its parameters as {@code $1}, {@code $2} ..
   * @param declared the names of the types of the first of them that are known; {@code unknown} for
   *     one that the engine is to say
   * @return their OIDs
   */
  List<Integer> parameterTypes(String statement, List<String> declared) throws SQLException;

  /** From now on RESET goes back to the settings that it has now; PostgreSQL only. */
  void settingsAreStart();

  /** Its parameters, as the shell describes them. */
  ParameterMetaData describeParameters(Prepared statement) throws SQLException;

  /** Calls something on a connection to a leaf (the pinned one if the session has one). */
  <T extends @Nullable Object> T onShell(LeafCall<T> call) throws SQLException;

  /** Where its transaction stands now. */
  TransactionStatus transactionStatus();

  void setAutoCommit(boolean autoCommit) throws SQLException;

  boolean autoCommit();

  void commit() throws SQLException;

  void rollback() throws SQLException;

  /** Its part in the transaction of a transaction manager. */
  ManagedBranch branch();

  /** The cluster's transactions that are prepared for a transaction manager. For any thread. */
  XaBranches prepared();

  SavepointMark setSavepoint(@Nullable String name) throws SQLException;

  void rollbackTo(SavepointMark savepoint) throws SQLException;

  void release(SavepointMark savepoint) throws SQLException;

  /** A constant of java.sql.Connection. */
  void setIsolation(int level) throws SQLException;

  int isolation() throws SQLException;

  void setReadOnly(boolean readOnly) throws SQLException;

  boolean readOnly();

  /** The logical database; null when none is selected. */
  @Nullable String database();

  /** Selects another logical database. */
  void useDatabase(String name) throws SQLException;

  /**
   * The logical database of which a leaf's namespace is a partition ({@code shop} for {@code
   * shop_3}); null where the namespace is none. Never blocks.
   */
  @Nullable String databaseOfPartition(String namespace);

  /** The schema that unqualified names mean; PostgreSQL's search path. */
  @Nullable String schema() throws SQLException;

  void setSchema(String schema) throws SQLException;

  /**
   * How many warnings the last statement has left, as SHOW WARNINGS would list them; where its rows
   * are streamed, once they have been read to their end.
   */
  int warningCount();

  /** Warnings since they were last taken; null when there are none. */
  @Nullable SQLWarning takeWarnings();

  /** Stops the statement that is running, if one is. */
  void cancel() throws SQLException;

  /** Whether the cluster answers within the time given. */
  boolean isValid(int timeoutSeconds);

  /** Ends the session at once from another thread. */
  void abort();

  /** Rolls back what is open and gives everything back. Idempotent. */
  @Override
  void close() throws SQLException;
}
