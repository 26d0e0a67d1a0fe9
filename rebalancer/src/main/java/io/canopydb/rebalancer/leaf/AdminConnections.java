package io.canopydb.rebalancer.leaf;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.ErrorClasses;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.command.HostPort;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.Engine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens single connections as a server's administrator, also to servers that are no leaves yet.
 * They are few and short-lived, so there is no pool. Stateless; threads share it.
 */
public final class AdminConnections {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofMinutes(2);

  /** Names and addresses only: a host goes into the URL of the engine's driver as it is. */
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]+");

  private AdminConnections() {}

  /**
   * Connects.
   *
   * @param database null for none (PostgreSQL: the maintenance database)
   * @throws SQLException LEAF_UNREACHABLE, AUTHENTICATION, LEAF_UNSUITABLE where the server is of
   *     another engine, or what the server said
   */
  public static Connection open(
      Engine engine, HostPort server, Credentials account, @Nullable String database)
      throws SQLException {
    if (!HOST.matcher(server.host()).matches()) {
      throw CanopyError.LEAF_UNSUITABLE.with(
          server.toString(), "that is no host name", "give a host's name or address");
    }
    // A client of MySQL waits for the greeting, so a server that does not greet is found out first.
    if (engine == Engine.MYSQL && !ServerGreeting.isMySql(server, CONNECT)) {
      throw CanopyError.LEAF_UNSUITABLE.with(
          server.toString(), "it does not answer as a MySQL server", "correct host and port");
    }
    Properties properties = properties(engine);
    properties.setProperty("user", account.user());
    properties.setProperty("password", account.password());
    try {
      return DriverManager.getConnection(url(engine, server, database), properties);
    } catch (SQLException e) {
      throw translated(engine, server, account, e);
    }
  }

  private static String url(Engine engine, HostPort server, @Nullable String database) {
    String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
    String place = host + ":" + server.port() + "/";
    return switch (engine) {
      case MYSQL -> "jdbc:mysql://" + place + (database == null ? "" : encoded(database));
      case POSTGRESQL ->
          "jdbc:postgresql://" + place + (database == null ? "postgres" : encoded(database));
    };
  }

  private static String encoded(String database) {
    return URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Properties properties(Engine engine) {
    Properties properties = new Properties();
    switch (engine) {
      case MYSQL -> {
        properties.setProperty("connectTimeout", Long.toString(CONNECT.toMillis()));
        properties.setProperty("socketTimeout", Long.toString(ANSWER.toMillis()));
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        // Rows are copied in the binary form, which keeps every bit of a FLOAT.
        properties.setProperty("useServerPrepStmts", "true");
        properties.setProperty("rewriteBatchedStatements", "true");
      }
      case POSTGRESQL -> {
        properties.setProperty("connectTimeout", Long.toString(CONNECT.toSeconds()));
        properties.setProperty("loginTimeout", Long.toString(2 * CONNECT.toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(ANSWER.toSeconds()));
        properties.setProperty("ApplicationName", "canopy");
      }
    }
    return properties;
  }

  private static SQLException translated(
      Engine engine, HostPort server, Credentials account, SQLException error) {
    ErrorClasses classes = Dialect.of(engine).errors();
    if (classes.authenticationFailed(error)) {
      return CanopyError.AUTHENTICATION.causedBy(
          error, server.toString(), account.user(), error.getMessage());
    }
    if (!classes.unreachable(error)) {
      return error;
    }
    try {
      if (engine == Engine.POSTGRESQL && ServerGreeting.isMySql(server, CONNECT)) {
        return CanopyError.LEAF_UNSUITABLE.causedBy(
            error, server.toString(), "it is a MySQL server", "correct host and port");
      }
    } catch (SQLException unreachable) {
      return unreachable;
    }
    return CanopyError.LEAF_UNREACHABLE.causedBy(error, server.toString(), error.getMessage());
  }
}
