package io.canopydb.rebalancer.leaf;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.command.HostPort;
import io.canopydb.driver.pool.ConnectFailure;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.pool.LeafUrl;
import io.canopydb.driver.pool.PoolOptions;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.model.LeafState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
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
    Leaf leaf =
        new Leaf(
            0,
            server.host(),
            server.port(),
            engine,
            "",
            1,
            LeafState.ATTACHING,
            new LeafAccount(account.user(), ""));
    try {
      return LeafUrl.connect(leaf, account, database, options(engine));
    } catch (SQLException e) {
      if (engine == Engine.POSTGRESQL
          && Dialect.of(engine).errors().unreachable(e)
          && ServerGreeting.isMySql(server, CONNECT)) {
        throw CanopyError.LEAF_UNSUITABLE.causedBy(
            e, server.toString(), "it is a MySQL server", "correct host and port");
      }
      throw ConnectFailure.of(e, leaf, account, database);
    }
  }

  private static PoolOptions options(Engine engine) {
    return PoolOptions.DEFAULT.withProperties(
        switch (engine) {
          // Rows are copied in the binary form, which keeps every bit of a FLOAT.
          case MYSQL ->
              Map.of(
                  "socketTimeout", Long.toString(ANSWER.toMillis()),
                  "useServerPrepStmts", "true",
                  "rewriteBatchedStatements", "true");
          case POSTGRESQL -> Map.of("socketTimeout", Long.toString(ANSWER.toSeconds()));
        });
  }
}
