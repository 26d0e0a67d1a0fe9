package io.canopydb.driver.transaction;

import com.mysql.cj.jdbc.JdbcConnection;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** What an engine tells of who waits for whose locks. Stateless. */
enum LockWaits {
  MYSQL {
    @Override
    long session(Connection connection) throws SQLException {
      return connection.unwrap(JdbcConnection.class).getId();
    }

    @Override
    String waits() {
      return "SELECT r.PROCESSLIST_ID, b.PROCESSLIST_ID FROM performance_schema.data_lock_waits w"
          + " JOIN performance_schema.threads r ON r.THREAD_ID = w.REQUESTING_THREAD_ID"
          + " JOIN performance_schema.threads b ON b.THREAD_ID = w.BLOCKING_THREAD_ID"
          + " WHERE r.PROCESSLIST_ID IS NOT NULL AND b.PROCESSLIST_ID IS NOT NULL";
    }

    @Override
    String cancel(long session) {
      return "KILL QUERY " + session;
    }

    @Override
    boolean cancelled(SQLException error) {
      return error.getErrorCode() == 1317;
    }

    @Override
    SQLException deadlock() {
      return new java.sql.SQLTransactionRollbackException(
          "Deadlock found when trying to get lock; try restarting transaction", "40001", 1213);
    }
  },

  POSTGRESQL {
    @Override
    long session(Connection connection) throws SQLException {
      return connection.unwrap(PGConnection.class).getBackendPID();
    }

    @Override
    String waits() {
      return "SELECT l.pid, b.pid FROM (SELECT DISTINCT pid FROM pg_locks WHERE NOT granted) l,"
          + " unnest(pg_blocking_pids(l.pid)) AS b(pid)";
    }

    @Override
    String cancel(long session) {
      return "SELECT pg_cancel_backend(" + session + ")";
    }

    @Override
    boolean cancelled(SQLException error) {
      return "57014".equals(error.getSQLState());
    }

    @Override
    SQLException deadlock() {
      return new SQLException("ERROR: deadlock detected", "40P01");
    }
  };

  /** A session of a leaf that waits for another. */
  record Wait(long waiter, long blocker) {}

  static LockWaits of(Engine engine) {
    return switch (engine) {
      case MYSQL -> MYSQL;
      case POSTGRESQL -> POSTGRESQL;
    };
  }

  /** The leaf's number of a connection; known without asking. */
  abstract long session(Connection connection) throws SQLException;

  /** A query of all that wait, and for whom. */
  abstract String waits();

  /** The statement that stops what a session waits with. */
  abstract String cancel(long session);

  /** Whether an error says that a statement was stopped in that way. */
  abstract boolean cancelled(SQLException error);

  /** The engine's own error of a deadlock. */
  abstract SQLException deadlock();

  List<Wait> read(Connection connection) throws SQLException {
    List<Wait> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(waits())) {
      while (rows.next()) {
        found.add(new Wait(rows.getLong(1), rows.getLong(2)));
      }
    }
    return found;
  }
}
