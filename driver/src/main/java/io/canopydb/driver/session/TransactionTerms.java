package io.canopydb.driver.session;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What holds for one transaction of a session, on each leaf that it comes to: SET TRANSACTION, SET
 * LOCAL, savepoints. Guarded by the {@link SessionConnections} that has it.
 */
final class TransactionTerms {
  static final String READ_ONLY = "SET TRANSACTION READ ONLY";

  private final Dialect dialect;

  /** SET TRANSACTION statements for the next transaction only, or for the one that has begun. */
  private final List<String> once = new ArrayList<>();

  private final List<String> localSettings = new ArrayList<>();
  private final List<String> savepoints = new ArrayList<>();

  TransactionTerms(Dialect dialect) {
    this.dialect = dialect;
  }

  /** What MySQL takes for the transaction to come. */
  void beforeBegin(LeafConnection connection) throws SQLException {
    if (dialect.engine() == Engine.MYSQL) {
      runAll(connection, once);
    }
  }

  /** What PostgreSQL takes for the transaction that is there, and where the others are by now. */
  void afterBegin(LeafConnection connection) throws SQLException {
    if (dialect.engine() == Engine.POSTGRESQL) {
      runAll(connection, once);
    }
    runAll(connection, localSettings);
    for (String savepoint : savepoints) {
      run(connection, "SAVEPOINT " + dialect.quoteName(savepoint));
    }
  }

  boolean readOnly() {
    return once.contains(READ_ONLY);
  }

  void once(String setTransaction) {
    once.add(setTransaction);
  }

  /** A transaction of one statement has ended. */
  void spent() {
    if (!once.isEmpty()) {
      once.clear();
    }
  }

  /** The transaction has ended. */
  void clear() {
    once.clear();
    savepoints.clear();
    localSettings.clear();
  }

  void setLocal(String sql, Collection<LeafConnection> leaves) throws SQLException {
    localSettings.add(sql);
    runOn(leaves, sql);
  }

  void savepoint(String name, Collection<LeafConnection> leaves) throws SQLException {
    runOn(leaves, "SAVEPOINT " + dialect.quoteName(name));
    savepoints.remove(name);
    savepoints.add(name);
  }

  void rollbackTo(String name, Collection<LeafConnection> leaves) throws SQLException {
    int at = place(name);
    runOn(leaves, "ROLLBACK TO SAVEPOINT " + dialect.quoteName(name));
    savepoints.subList(at + 1, savepoints.size()).clear();
  }

  void releaseSavepoint(String name, Collection<LeafConnection> leaves) throws SQLException {
    int at = place(name);
    runOn(leaves, "RELEASE SAVEPOINT " + dialect.quoteName(name));
    savepoints.subList(at, savepoints.size()).clear();
  }

  private int place(String name) throws SQLException {
    int at = savepoints.lastIndexOf(name);
    if (at < 0) {
      throw switch (dialect.engine()) {
        case MYSQL -> new SQLException("SAVEPOINT " + name + " does not exist", "42000", 1305);
        case POSTGRESQL ->
            new SQLException("ERROR: savepoint \"" + name + "\" does not exist", "3B001");
      };
    }
    return at;
  }

  private static void runOn(Collection<LeafConnection> leaves, String sql) throws SQLException {
    for (LeafConnection connection : leaves) {
      run(connection, sql);
    }
  }

  private static void runAll(LeafConnection connection, List<String> statements)
      throws SQLException {
    for (String sql : statements) {
      run(connection, sql);
    }
  }

  private static void run(LeafConnection connection, String sql) throws SQLException {
    try (Statement statement = connection.jdbc().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      connection.failed(e);
      throw e;
    }
  }
}
