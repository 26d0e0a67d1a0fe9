package io.canopydb.driver.execute.move;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.pool.LeafConnection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Waits until all have ended who wrote a table: transactions that are committed already, or
 * prepared, may not have ended on each leaf, and a query does not see what they have written.
 */
final class WritersAwaited {
  private WritersAwaited() {}

  /** Of the table with this quoted name, which nobody begins to write any more. */
  static void await(LeafConnection connection, String table, Dialect dialect) throws SQLException {
    String wait =
        switch (dialect.engine()) {
          case MYSQL -> "SELECT COUNT(*) FROM (SELECT 1 FROM " + table + " FOR SHARE) waited";
          case POSTGRESQL -> "LOCK TABLE " + table + " IN SHARE MODE";
        };
    try (Statement statement = connection.jdbc().createStatement()) {
      connection.jdbc().setAutoCommit(false);
      statement.execute(wait);
      connection.jdbc().rollback();
      connection.jdbc().setAutoCommit(true);
    } catch (SQLException e) {
      connection.failed(e);
      connection.taint();
      throw e;
    }
  }
}
