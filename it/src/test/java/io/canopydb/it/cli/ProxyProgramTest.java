package io.canopydb.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.parse.command.HostPort;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.it.cli.Canopies.Outcome;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import io.canopydb.rebalancer.leaf.LeafAdmin;
import io.canopydb.rebalancer.leaf.ServerAccount;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The program {@code canopy proxy}, with its settings in a file and the environment's place: it is
 * the cluster's master aggregator, serves the engine's own driver, lets itself be watched, and ends
 * in order.
 */
@Timeout(120)
class ProxyProgramTest {
  @TempDir private Path directory;
  private TestingServer zooKeeper;
  private Process proxy;

  @BeforeEach
  void startZooKeeper() throws Exception {
    zooKeeper = new TestingServer(true);
  }

  @AfterEach
  void stop() throws Exception {
    if (proxy != null) {
      proxy.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    zooKeeper.close();
  }

  @ParameterizedTest
  @EnumSource
  void itServesAClusterAndEndsInOrder(Engine engine) throws Exception {
    LeafServer leaf = SharedServers.of(engine).leaves().get(0);
    SelfSigned tls = SelfSigned.make(directory);
    int port = unusedPort();
    int http = unusedPort();
    try {
      done(canopy("init", "--engine", engine.name().toLowerCase(Locale.ROOT)));
      Path settings =
          Files.writeString(
              directory.resolve("proxy.properties"),
              portName(engine)
                  + "="
                  + port
                  + "\ntls-cert="
                  + tls.chain()
                  + "\ntls-key="
                  + tls.key()
                  + "\nslow-millis=0\n");
      proxy =
          Canopies.start(
              "proxy",
              "-z",
              zooKeeper.getConnectString(),
              "--key-file",
              key().toString(),
              "--settings",
              settings.toString(),
              "--host",
              "127.0.0.1",
              "--reached-by",
              "127.0.0.1",
              "--http-port",
              Integer.toString(http));
      BufferedReader output = proxy.inputReader(StandardCharsets.UTF_8);
      String line = output.readLine();
      while (line != null && !line.contains("is up")) {
        line = output.readLine();
      }
      assertThat(line).contains("clients connect to port " + port, "with or without TLS");
      // It is the master aggregator, so it carries out what is asked of the cluster.
      Credentials admin = leaf.accounts().admin();
      Path password = Files.writeString(directory.resolve("password"), admin.password() + "\n");
      done(
          canopy(
              "leaf",
              "add",
              admin.user() + "@127.0.0.1:" + leaf.port(),
              "--password-file",
              password.toString()));
      Credentials app = leaf.accounts().app();
      use(engine, port, app);
      assertThatThrownBy(
              () -> DriverManager.getConnection(url(engine, port, ""), app.user(), "wrong").close())
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo(engine == Engine.MYSQL ? "28000" : "28P01");
      assertThat(page(http, "/health")).isEqualTo("200 ok\n");
      assertThat(page(http, "/ready")).isEqualTo("200 ready\n");
      assertThat(page(http, "/metrics"))
          .startsWith("200 ")
          .contains("canopy_leaf_online{leaf=\"127.0.0.1:" + leaf.port() + "\"} 1.0")
          .containsPattern("canopy_leaf_statements_seconds_count\\{.*statement=\"insert\"")
          .doesNotContain(app.password());
      assertThat(page(http, "/metrics/more")).startsWith("404 ");
      endsInOrder(engine, port, app);
    } finally {
      clean(engine, leaf);
    }
  }

  private static void use(Engine engine, int port, Credentials app) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url(engine, port, ""), app.user(), app.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE byproxy PARTITIONS 2");
    }
    try (Connection connection =
            DriverManager.getConnection(url(engine, port, "byproxy"), app.user(), app.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))");
      statement.execute("INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')");
      try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM t WHERE v > 'a'")) {
        row.next();
        assertThat(row.getInt(1)).isEqualTo(2);
      }
      try (ResultSet rows = statement.executeQuery("SHOW AGGREGATORS")) {
        rows.next();
        assertThat(rows.getString("Kind")).isEqualTo("proxy");
        assertThat(rows.getInt("Port")).isEqualTo(port);
        assertThat(rows.getInt("Master_Aggregator")).isEqualTo(1);
      }
    }
  }

  /** A transaction that runs may still commit; a connection at rest is told, and closed. */
  private void endsInOrder(Engine engine, int port, Credentials app) throws Exception {
    try (Connection busy =
            DriverManager.getConnection(url(engine, port, "byproxy"), app.user(), app.password());
        Connection idle =
            DriverManager.getConnection(url(engine, port, "byproxy"), app.user(), app.password());
        Statement statement = busy.createStatement()) {
      busy.setAutoCommit(false);
      statement.execute("INSERT INTO t VALUES (4, 'd')");
      proxy.destroy();
      // It takes a moment until the program hears the signal.
      while (idle.isValid(10)) {
        assertThat(proxy.isAlive()).isTrue();
      }
      statement.execute("INSERT INTO t VALUES (5, 'e')");
      busy.commit();
    } catch (SQLException e) {
      // Closing a connection that the proxy has closed.
      assertThat(e.getSQLState()).startsWith("08");
    }
    assertThat(proxy.waitFor(30, TimeUnit.SECONDS)).isTrue();
    try (Connection leaf =
            DriverManager.getConnection(
                "jdbc:canopy://" + zooKeeper.getConnectString() + "/byproxy",
                app.user(),
                app.password());
        Statement statement = leaf.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM t")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(5);
    }
  }

  @Test
  void wrongSettingsAreNamed() throws Exception {
    done(canopy("init", "--engine", "postgresql"));
    Path settings = Files.writeString(directory.resolve("wrong.properties"), "mysql_port=1\n");
    assertThat(canopy("proxy", "--settings", settings.toString()))
        .satisfies(
            outcome -> {
              assertThat(outcome.exitCode()).isEqualTo(1);
              assertThat(outcome.output()).contains("mysql_port", "mysql-port");
            });
    assertThat(canopy("proxy", "--postgresql-port", "70000").output())
        .contains("postgresql-port is a number from 1 to 65535, not 70000");
    assertThat(canopy("proxy", "--tls-cert", "x.crt").output())
        .contains("--tls-cert and --tls-key go together");
    assertThat(canopy("proxy", "--tls-cert", "x.crt", "--tls-key", "x.key").output())
        .contains("x.crt");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(canopy("proxy", "--host", "127.0.0.1", "--postgresql-port", port).output())
          .contains("port " + port + " for PostgreSQL can't be had");
    }
  }

  private static String portName(Engine engine) {
    return engine.name().toLowerCase(Locale.ROOT) + "-port";
  }

  private static String url(Engine engine, int port, String database) {
    return switch (engine) {
      case MYSQL -> "jdbc:mysql://127.0.0.1:" + port + "/" + database + "?sslMode=REQUIRED";
      case POSTGRESQL ->
          "jdbc:postgresql://127.0.0.1:"
              + port
              + "/"
              + (database.isEmpty() ? "postgres" : database)
              + "?sslmode=require";
    };
  }

  private static String page(int port, String path) throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  private static int unusedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Path key() {
    return directory.resolve("canopy.key");
  }

  private Outcome canopy(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 4);
    all[arguments.length] = "-z";
    all[arguments.length + 1] = zooKeeper.getConnectString();
    all[arguments.length + 2] = "--key-file";
    all[arguments.length + 3] = key().toString();
    return Canopies.run(all);
  }

  private static void done(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  private static void clean(Engine engine, LeafServer server) throws Exception {
    ServerAccount account =
        new ServerAccount(
            engine, new HostPort("127.0.0.1", server.port()), server.accounts().admin());
    try (Connection connection = account.open(null);
        Statement statement = connection.createStatement()) {
      LeafAdmin.of(engine).dropIdentity(connection);
      for (String database : LeafAdmin.of(engine).databases(connection)) {
        if (database.startsWith("byproxy")) {
          String force = engine == Engine.POSTGRESQL ? " WITH (FORCE)" : "";
          statement.execute("DROP DATABASE " + database + force);
        }
      }
    }
  }
}
