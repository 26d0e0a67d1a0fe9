package io.canopydb.driver.jdbc;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.session.Outcome;
import io.canopydb.driver.session.Session;
import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What an application says of itself. On PostgreSQL the ApplicationName becomes the session's
 * {@code application_name}, as with its own driver. Used inside the session's gate.
 */
final class ClientInfo {
  private static final String APPLICATION_NAME = "ApplicationName";

  private final Properties values = new Properties();

  Properties all() {
    Properties copy = new Properties();
    copy.putAll(values);
    return copy;
  }

  @Nullable String get(String name) {
    return values.getProperty(name);
  }

  void set(Session session, String name, @Nullable String value) throws SQLClientInfoException {
    try {
      switch (session.engine()) {
        case MYSQL -> {
          // Its driver, too, only keeps them.
        }
        case POSTGRESQL -> tellServer(session, name, value == null ? "" : value);
      }
    } catch (SQLException e) {
      throw failure(name, ClientInfoStatus.REASON_UNKNOWN, e);
    }
    if (value == null) {
      values.remove(name);
    } else {
      values.setProperty(name, value);
    }
  }

  private static void tellServer(Session session, String name, String value) throws SQLException {
    if (!name.equals(APPLICATION_NAME)) {
      throw failure(name, ClientInfoStatus.REASON_UNKNOWN_PROPERTY, null);
    }
    String sql = "SET application_name = " + Dialect.of(session.engine()).quoteText(value);
    Outcome outcome =
        session.execute(session.prepare(sql, false), new Parameter[0], ExecuteOptions.DEFAULT);
    if (outcome instanceof Outcome.Rows rows) {
      rows.cursor().close();
    }
  }

  static SQLClientInfoException failure(
      String name, ClientInfoStatus status, @Nullable SQLException cause) {
    return new SQLClientInfoException(
        "the client info "
            + name
            + " could not be set"
            + (cause == null ? "" : ": " + cause.getMessage()),
        Map.of(name, status),
        cause);
  }
}
