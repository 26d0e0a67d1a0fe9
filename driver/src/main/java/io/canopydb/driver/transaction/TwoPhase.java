package io.canopydb.driver.transaction;

import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An engine's own prepared transactions, and the decision table in its SQL. Stateless.
 *
 * <p>Connections are in the state that each method names: <i>plain</i> is a JDBC transaction
 * (autocommit off), <i>begun</i> one that {@link #begin} began, <i>free</i> one without any.
 */
sealed interface TwoPhase permits MySqlTwoPhase, PostgreSqlTwoPhase {

  static TwoPhase of(Engine engine) {
    return switch (engine) {
      case MYSQL -> MySqlTwoPhase.INSTANCE;
      case POSTGRESQL -> PostgreSqlTwoPhase.INSTANCE;
    };
  }

  /**
   * Whether a part that may have to be prepared must be begun as such, before its first statement.
   */
  boolean named();

  /** Begins a part by its name; only where {@link #named}. Free, then begun. */
  void begin(Connection connection, BranchId id) throws SQLException;

  /**
   * Prepares a part; then free. Fails where the transaction had failed before.
   *
   * @param written what the part touched; empty where temporary tables are all
   */
  void prepare(Connection connection, BranchId id, Set<Participant> written) throws SQLException;

  /** Commits a begun part that need not be prepared; then free. */
  void commitOnePhase(Connection connection, BranchId id) throws SQLException;

  /** Rolls a begun part back; then free. */
  void rollbackBegun(Connection connection, BranchId id) throws SQLException;

  /** Commits a prepared part; quiet when it is not there any more. Free. */
  void commitPrepared(Connection connection, BranchId id) throws SQLException;

  /** Rolls a prepared part back; quiet when it is not there any more. Free. */
  void rollbackPrepared(Connection connection, BranchId id) throws SQLException;

  /**
   * Commits, together with the decision to commit, or to leave that to a transaction manager.
   * Plain.
   *
   * @param manager by which name a transaction manager knows the transaction; null where it commits
   */
  void decide(Connection connection, String table, TransactionId id, @Nullable XaId manager)
      throws SQLException;

  /**
   * What was decided. Where nothing was, it is decided now that nothing is committed, and no {@link
   * #decide} that comes later can succeed; one that is under way is waited for. Free.
   *
   * @param commit what to decide where nothing was: false, unless a person wants it otherwise
   * @return what to do
   */
  Verdict verdict(Connection connection, String table, TransactionId id, boolean commit)
      throws SQLException;

  /** Removes decisions; free. */
  void forget(Connection connection, String table, Collection<TransactionId> ids)
      throws SQLException;

  /**
   * A decision that is kept.
   *
   * @param manager whether a transaction manager is still to hear of it
   */
  record Decision(TransactionId id, boolean commit, long ageSeconds, boolean manager) {}

  /** The decisions in a table that are older than some seconds. Free. */
  List<Decision> decisions(Connection connection, String table, int seconds) throws SQLException;

  /** What a leaf holds prepared of one cluster's transactions. Free. */
  List<PreparedBranch> prepared(Connection connection, Leaf leaf, String cluster)
      throws SQLException;

  /** Lets a connection act for the role that prepared a part; and back to its own. Free. */
  void actFor(Connection connection, PreparedBranch branch, boolean begin) throws SQLException;

  /** Whether an error says that the server has prepared transactions switched off. */
  boolean switchedOff(SQLException error);

  /** The column of a decision table by which transaction managers know a transaction. */
  String managersColumn();

  /** The statements that make a decision table. */
  List<String> creation(String table);

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The statement that writes a decision where there is none. */
  static String insertion(String table, TransactionId id, @Nullable XaId manager) {
    String insert = "INSERT INTO " + table;
    return manager == null
        ? insert + " (gid, verdict) VALUES ('" + id.text() + "', 'C')"
        : insert
            + (" (gid, verdict, xid) VALUES ('" + id.text() + "', 'P', '" + manager.text() + "')");
  }

  /** The ids as literals: they are letters, digits and dots. */
  static String list(Collection<TransactionId> ids) {
    return String.join(", ", ids.stream().map(id -> '\'' + id.text() + '\'').toList());
  }
}
