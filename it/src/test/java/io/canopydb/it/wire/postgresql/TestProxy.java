package io.canopydb.it.wire.postgresql;

import io.canopydb.it.system.TestCluster;
import io.canopydb.it.wire.WireServer;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import io.canopydb.proxy.server.Tls;
import io.canopydb.proxy.wire.postgresql.PostgreSqlProtocol;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** A proxy before the shared cluster, and the plain server that it is compared with. */
public final class TestProxy implements AutoCloseable {
  private final WireServer server;

  private TestProxy(Optional<Tls> tls) throws SQLException, IOException {
    this.server =
        WireServer.start(
            Engine.POSTGRESQL,
            "&leaf.binaryTransfer=false",
            (sessions, accounts) -> new PostgreSqlProtocol(sessions, accounts, tls));
  }

  /** One of its own. */
  static TestProxy start(Optional<Tls> tls) throws SQLException, IOException {
    return new TestProxy(tls);
  }

  /** The one that tests share, in the clear; it ends with the process. */
  static TestProxy shared() {
    return Shared.PROXY;
  }

  /** Where it listens. */
  ServerAddress address() {
    return new ServerAddress(
        "127.0.0.1", server.port(), server.app().user(), server.app().password());
  }

  /** Where the plain server does. */
  static ServerAddress plain() {
    LeafServer plain = SharedServers.of(Engine.POSTGRESQL).plain();
    return new ServerAddress(
        plain.host(),
        plain.port(),
        plain.accounts().app().user(),
        plain.accounts().app().password());
  }

  /** The shared proxy's URL for PgJDBC. */
  public static String url(String database, String options) {
    return shared().address().url(database, options);
  }

  /** Makes a database anew on both. */
  static void createDatabase(String name) throws SQLException {
    execute(
        TestCluster.of(Engine.POSTGRESQL).plainUrl(""),
        "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)",
        "CREATE DATABASE " + name);
    execute(
        TestCluster.of(Engine.POSTGRESQL).url(""),
        "DROP DATABASE IF EXISTS " + name,
        "CREATE DATABASE " + name + " PARTITIONS 8");
  }

  private static void execute(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  /** Ends it as a process does that is asked to end. */
  void leave(Duration patience) {
    server.server().leave(patience);
  }

  @Override
  public void close() {
    server.close();
  }

  private static final class Shared {
    static final TestProxy PROXY = shared();

    private static TestProxy shared() {
      try {
        return new TestProxy(Optional.empty());
      } catch (SQLException | IOException e) {
        throw new IllegalStateException("the test proxy can't be started", e);
      }
    }
  }
}
