package io.canopydb.driver.pool;

import com.mysql.cj.jdbc.JdbcConnection;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Whether a connection is in a transaction: known from the server's last answer, without asking.
 */
final class OpenTransaction {
  private OpenTransaction() {}

  /** Whether the server has a transaction open. */
  static boolean onServer(Engine engine, Connection connection) {
    return switch (engine) {
      case MYSQL ->
          ((JdbcConnection) connection).getSession().getServerSession().inTransactionOnServer();
      case POSTGRESQL ->
          ((BaseConnection) connection).getTransactionState() != TransactionState.IDLE;
    };
  }

  /**
   * Whether a rollback could undo what is set now. MySQL's settings are outside of transactions.
   */
  static boolean undoesSettings(Engine engine, Connection connection) throws SQLException {
    return switch (engine) {
      case MYSQL -> false;
      case POSTGRESQL -> !connection.getAutoCommit() || onServer(engine, connection);
    };
  }

  /** Rolls back what is open, and turns autocommit on. */
  static void end(Engine engine, Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
    // One that a plain statement or a procedure began: JDBC refuses rollback under autocommit.
    if (onServer(engine, connection)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("ROLLBACK");
      }
    }
  }
}
