package io.canopydb.driver.pool;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * How a leaf is reached by its engine's own JDBC driver. Nothing here changes a result against what
 * that driver gives by default.
 */
public final class LeafUrl {
  /** How many statements a connection keeps prepared: each is there once for each partition. */
  private static final String CACHED_STATEMENTS = "500";

  /**
   * Connector/J's only limit for a server that accepts the connection and then says nothing; when
   * the connection stands, the limit for its statements takes its place.
   */
  private static final String SOCKET_TIMEOUT = "socketTimeout";

  private LeafUrl() {}

  /**
   * Opens a connection.
   *
   * @param database null: on MySQL no default database, on PostgreSQL {@code postgres}
   * @throws SQLException what the engine's driver says; UNSUPPORTED for a property that would
   *     change results
   */
  public static Connection connect(
      Leaf leaf, Identity credentials, @Nullable String database, PoolOptions options)
      throws SQLException {
    Dialect.of(leaf.engine()).settings().checkProperties(options.properties());
    Properties properties = properties(leaf.engine(), options);
    credentials.prove(leaf, properties);
    Connection connection = driver(leaf.engine()).connect(url(leaf, database), properties);
    if (connection == null) {
      throw new IllegalStateException("the driver refused its own URL");
    }
    if (leaf.engine() == Engine.MYSQL && !options.properties().containsKey(SOCKET_TIMEOUT)) {
      connection.setNetworkTimeout(Runnable::run, millis(options.socketTimeout()));
    }
    return connection;
  }

  /** The JDBC URL of a leaf, without any property. */
  public static String url(Leaf leaf, @Nullable String database) {
    String host = leaf.host().indexOf(':') >= 0 ? '[' + leaf.host() + ']' : leaf.host();
    return switch (leaf.engine()) {
      case MYSQL ->
          "jdbc:mysql://" + host + ':' + leaf.port() + '/' + (database == null ? "" : in(database));
      case POSTGRESQL ->
          "jdbc:postgresql://"
              + host
              + ':'
              + leaf.port()
              + '/'
              + in(database == null ? "postgres" : database);
    };
  }

  private static int millis(Duration timeout) {
    return (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
  }

  /** Whole seconds, upwards: PostgreSQL's driver knows no fractions, and 0 would be no limit. */
  private static long seconds(Duration timeout) {
    return timeout.plusMillis(999).toSeconds();
  }

  private static String in(String database) {
    return URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Driver driver(Engine engine) throws SQLException {
    return switch (engine) {
      case MYSQL -> new com.mysql.cj.jdbc.Driver();
      case POSTGRESQL -> new org.postgresql.Driver();
    };
  }

  /** What the engine's driver is told on every connection, but for the account. */
  public static Properties properties(Engine engine, PoolOptions options) {
    Properties properties = new Properties();
    switch (engine) {
      case MYSQL -> {
        properties.setProperty("characterEncoding", "UTF-8");
        // Parsed texts are kept; statements stay client-prepared, Connector/J's default.
        properties.setProperty("cachePrepStmts", "true");
        properties.setProperty("prepStmtCacheSize", CACHED_STATEMENTS);
        properties.setProperty("prepStmtCacheSqlLimit", "8192");
        // The rows of a batch of updates go in one packet.
        properties.setProperty("rewriteBatchedStatements", "true");
        // Isolation, read-only and the catalogue are asked of the driver, not of the server. That
        // holds because no borrower changes them by a plain statement.
        properties.setProperty("useLocalSessionState", "true");
        properties.setProperty("elideSetAutoCommits", "true");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("connectionAttributes", "program_name:canopy");
        properties.setProperty("logger", "Slf4JLogger");
        properties.setProperty("tcpKeepAlive", "true");
        String millis = Integer.toString(millis(options.connectTimeout()));
        properties.setProperty("connectTimeout", millis);
        properties.setProperty(SOCKET_TIMEOUT, millis);
      }
      case POSTGRESQL -> {
        properties.setProperty("ApplicationName", "canopy");
        // With it the driver's own settings go into the startup packet, so that RESET keeps them.
        properties.setProperty("assumeMinServerVersion", "12");
        properties.setProperty("preparedStatementCacheQueries", CACHED_STATEMENTS);
        properties.setProperty("tcpKeepAlive", "true");
        String seconds = Long.toString(seconds(options.connectTimeout()));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty(SOCKET_TIMEOUT, Long.toString(seconds(options.socketTimeout())));
      }
    }
    properties.putAll(options.properties());
    return properties;
  }
}
