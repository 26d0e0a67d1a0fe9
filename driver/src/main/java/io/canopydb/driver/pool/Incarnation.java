package io.canopydb.driver.pool;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Which server is at the other end of a connection. */
final class Incarnation {
  private Incarnation() {}

  /**
   * What tells it from another one at the same address; see {@link LeafConnection#incarnation}.
   *
   * @param timeout how long it may take; the connection's own limit is left as it was
   */
  static String ask(Connection connection, Engine engine, Duration timeout) throws SQLException {
    String sql =
        switch (engine) {
          case MYSQL -> "SELECT @@server_uuid";
          // As a number: a text would depend on the session's time zone.
          case POSTGRESQL -> "SELECT EXTRACT(EPOCH FROM pg_postmaster_start_time())";
        };
    int limit = connection.getNetworkTimeout();
    int millis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
    connection.setNetworkTimeout(Runnable::run, millis);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      String incarnation = row.getString(1);
      connection.setNetworkTimeout(Runnable::run, limit);
      return incarnation;
    }
  }
}
