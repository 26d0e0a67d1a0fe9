package io.canopydb.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.command.HostPort;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.it.cli.Canopies.Outcome;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.secret.ClusterKey;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.ZooKeeperStore;
import io.canopydb.proxy.console.SqlShell;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import io.canopydb.rebalancer.leaf.LeafAdmin;
import io.canopydb.rebalancer.leaf.ServerAccount;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A cluster made by hand: init, manager, leaf add, leaf list and status on plain servers, then SQL
 * by JDBC. The manager is a process of its own.
 */
@Timeout(120)
class CommandsTest {
  private static final int LEAVES = 3;

  @TempDir private Path directory;
  private TestingServer zooKeeper;
  private final List<Process> started = new ArrayList<>();
  private final StringBuilder printed = new StringBuilder();
  private final StringBuilder managerPrinted = new StringBuilder();
  private BufferedReader managerOutput = new BufferedReader(Reader.nullReader());

  @BeforeEach
  void startZooKeeper() throws Exception {
    zooKeeper = new TestingServer(true);
  }

  @AfterEach
  void stop() throws Exception {
    for (Process process : started) {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    zooKeeper.close();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aClusterIsMadeAndUsed(Engine engine) throws Exception {
    List<LeafServer> servers = SharedServers.of(engine).leaves().subList(0, LEAVES);
    try {
      found(engine);
      withoutManager(servers.get(0));
      Process manager = startManager();
      addLeaves(servers);
      wrongKeysAreRefused(servers.get(2));
      addBySql(servers.get(2));
      look(servers);
      useBySql(servers.get(0));
      aLeafThatDoesNotAnswerIsShown(engine);
      endManager(manager);
      assertFails(3, canopy("status"), "Master aggregator: none");
      assertNoSecretIsWritten(servers.get(0));
    } finally {
      clean(engine, servers);
    }
  }

  private void found(Engine engine) throws Exception {
    String name = engine.name().toLowerCase(Locale.ROOT);
    Engine another = engine == Engine.MYSQL ? Engine.POSTGRESQL : Engine.MYSQL;
    Outcome unfounded = canopy("status");
    assertFails(
        1,
        unfounded,
        "there is no cluster at "
            + zooKeeper.getConnectString()
            + "/canopy; make one with canopy init");
    assertThat(unfounded.output()).containsOnlyOnce("canopy init");
    assertDone(canopy("init", "--engine", name), "Made a cluster of " + name, key().toString());
    assertThat(Files.getPosixFilePermissions(key()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertDone(canopy("init", "--engine", name), "already");
    assertFails(
        1,
        canopy("init", "--engine", another.name()),
        "is one of " + engine + " leaves",
        "--namespace");
    Path none = directory.resolve("none.key");
    assertFails(1, run(none, "init", "--engine", name), "was made with another cluster key");
    assertThat(none).doesNotExist();
    assertDone(canopy("leaf", "list"), "There are no leaves yet");
  }

  private void withoutManager(LeafServer server) throws Exception {
    assertFails(1, add(server), "did not end: there is no master aggregator", "canopy manager");
    assertFails(3, canopy("status"), "Master aggregator: none; run 'canopy manager'", "No leaves.");
    assertFails(1, run(anotherKey(), "manager"), "the cluster key can't be used");
    assertFails(1, run(directory.resolve("no.key"), "manager"), "no.key can't be read");
  }

  /** Starts it, and waits until it says that it is up. */
  private Process startManager() throws Exception {
    Process manager =
        Canopies.start(
            "manager", "-z", zooKeeper.getConnectString(), "--key-file", key().toString());
    started.add(manager);
    managerOutput = manager.inputReader(StandardCharsets.UTF_8);
    do {
      String line = managerOutput.readLine();
      assertThat(line).as("printed so far: %s", managerPrinted).isNotNull();
      managerPrinted.append(line).append('\n');
    } while (managerPrinted.indexOf("is up") < 0);
    return manager;
  }

  private void endManager(Process manager) throws Exception {
    // Not Process.destroy: that would close the pipe with what the manager says at its end.
    manager.toHandle().destroy();
    managerOutput.lines().forEach(line -> managerPrinted.append(line).append('\n'));
    assertThat(manager.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  private void addLeaves(List<LeafServer> servers) throws Exception {
    assertDone(add(servers.get(0)), address(servers.get(0)) + " is leaf 1 now");
    assertDone(add(servers.get(1), "--group", "2"), "is leaf 2 now, in availability group 2");
    assertFails(1, add(servers.get(0)), "it is leaf 1 of this cluster already");
    assertDone(add(servers.get(0), "--if-absent"), "is leaf 1 already");
    String nobody = "admin@127.0.0.1:" + unusedPort();
    assertFails(1, addAs(nobody, "x"), "leaf 127.0.0.1:", "can't be reached");
    String wrong = servers.get(2).accounts().admin().user() + "@" + address(servers.get(2));
    assertFails(1, addAs(wrong, "a-wrong-password"), "refused user");
    assertFails(2, canopy("leaf", "add", "localhost"), "write the leaf as user@host:port");
    assertFails(2, add(servers.get(2), "--group", "3"), "the group is 1 or 2");
  }

  private void wrongKeysAreRefused(LeafServer server) throws Exception {
    Path wrong = anotherKey();
    Credentials admin = server.accounts().admin();
    assertFails(
        1,
        run(
            wrong,
            "leaf",
            "add",
            admin.user() + "@" + address(server),
            "--password-file",
            passwordFile(admin.password())),
        "the cluster key can't be used",
        "give this process the key that the cluster was made with");
    assertFails(1, run(wrong, "status"), "the cluster key can't be used");
    try (Connection connection = DriverManager.getConnection(url(server, "", wrong));
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(addLeaf(server)))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> assertThat(CanopyError.of(e)).contains(CanopyError.CLUSTER_KEY))
          .hasMessageNotContaining(admin.password());
    }
  }

  private void addBySql(LeafServer server) throws Exception {
    try (Connection connection = DriverManager.getConnection(url(server, "", key()));
        Statement statement = connection.createStatement()) {
      statement.execute(addLeaf(server));
      assertThat(rows(statement, "SHOW LEAVES")).hasSize(LEAVES);
    }
  }

  private void look(List<LeafServer> servers) throws Exception {
    Outcome leaves = canopy("leaf", "list");
    assertDone(leaves, "Runtime State", servers.get(0).engine().name().toLowerCase(Locale.ROOT));
    for (LeafServer server : servers) {
      assertThat(leaves.output()).containsPattern("127.0.0.1 +\\| +" + server.port() + " ");
    }
    assertDone(canopy("status"), "Master aggregator: manager on ", "No databases.");
  }

  private void useBySql(LeafServer server) throws Exception {
    try (Connection connection = DriverManager.getConnection(url(server, "", key()));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE byhand PARTITIONS 6");
    }
    try (Connection connection = DriverManager.getConnection(url(server, "byhand", key()));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))");
      statement.execute("INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')");
      assertThat(rows(statement, "SELECT v FROM t ORDER BY id DESC LIMIT 2"))
          .containsExactly("d", "c");
      assertThat(rows(statement, "SELECT COUNT(*) FROM t")).containsExactly("4");
    }
    assertThat(canopy("status").output()).containsPattern("byhand +\\| +6 +\\| +6 +\\| +1 ");
    useByShell(server);
  }

  private void useByShell(LeafServer server) throws Exception {
    String wide = "w".repeat(300);
    String script =
        "SELECT v FROM t\n  WHERE id = 1; SELECT '" + wide + "' AS \"a;b\";\nSELECT 7 AS c";
    Outcome done = shell(server, script);
    assertDone(done, "| a |", "| " + wide + " |", "| 7 |");
    assertThat(done.output()).doesNotContain("canopy>", "row");
    Outcome failed = shell(server, "SELECT nothing FROM t;\nSELECT 8;");
    assertFails(1, failed, "Error ", "nothing");
    assertThat(failed.output()).doesNotContain("| 8 |");

    StringWriter seen = new StringWriter();
    PrintWriter out = new PrintWriter(seen, true);
    Iterator<String> lines =
        List.of(
                "help",
                "SELECT nothing FROM t;",
                "SELECT id, NULL AS n FROM t",
                "  ORDER BY id LIMIT 2;",
                "DELETE FROM t WHERE id = 4;",
                "INSERT INTO t VALUES (4, 'd');",
                "\\q",
                "SELECT 9;")
            .iterator();
    try (Connection connection = DriverManager.getConnection(url(server, "byhand", key()))) {
      new SqlShell(connection, out, out).interact(prompt -> lines.next());
    }
    assertThat(lines.next()).isEqualTo("SELECT 9;");
    assertThat(seen.toString())
        .contains("Canopy ", "database byhand", "leave; so does the end of input", "Error ")
        .contains("| 1  | NULL |", "2 rows (", "1 row affected (")
        .doesNotContain("\tat ");
  }

  /** Runs a script as a program that gets its password from a file. */
  private Outcome shell(LeafServer server, String script) throws Exception {
    String password = server.accounts().app().password();
    String url = url(server, "byhand", key()).replace("&password=" + password, "");
    assertThat(url).doesNotContain(password);
    Process process = Canopies.start("sql", url, "--password-file", passwordFile(password));
    started.add(process);
    try (OutputStream input = process.getOutputStream()) {
      input.write(script.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }

  /** The cluster is told that a leaf is where nobody listens. */
  private void aLeafThatDoesNotAnswerIsShown(Engine engine) throws Exception {
    try (ZooKeeperStore store =
        ZooKeeperStore.connect(zooKeeper.getConnectString(), Aggregator.Kind.DRIVER, "test", 0)) {
      int port = store.snapshot().leaves().get(1).port();
      int unused = unusedPort();
      store.update(cluster -> cluster.withLeaf(cluster.leaves().get(1).withPort(unused)));
      String unreachable = "leaf 127.0.0.1:" + unused + " can't be reached: ";
      assertFails(3, canopy("leaf", "list"), "offline", unreachable);
      Outcome shell = shell(SharedServers.of(engine).leaves().get(0), "SELECT COUNT(*) FROM t;");
      assertFails(1, shell, unreachable);
      assertThat(shell.output()).doesNotContain("\tat ", "Exception");
      // Two of the six partitions have their master there.
      Outcome status = canopy("status");
      assertFails(3, status, unreachable);
      assertThat(status.output()).containsPattern("byhand +\\| +6 +\\| +4 ");
      try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        store.update(
            cluster -> cluster.withLeaf(cluster.leaves().get(1).withPort(silent.getLocalPort())));
        assertFails(3, canopy("leaf", "list", "--timeout", "2"), "no answer for 2.0 s, since ");
      }
      store.update(cluster -> cluster.withLeaf(cluster.leaves().get(1).withPort(port)));
    }
  }

  private void assertNoSecretIsWritten(LeafServer server) throws Exception {
    String manager = managerPrinted.toString();
    assertThat(manager).contains("ADD LEAF", "publish leaf 3");
    String key = Files.readString(key()).strip();
    var znodes = ZnodeContents.now(zooKeeper);
    assertThat(znodes).containsKey("/canopy/leaves/1");
    assertThat(znodes.get("/canopy/leaves/1")).contains("canopy1:");
    String ever = ZnodeContents.everWritten(zooKeeper);
    assertThat(ever).contains("add-leaf", "canopy1:");
    for (String secret :
        List.of(
            server.accounts().admin().password(),
            server.accounts().app().password(),
            "a-wrong-password",
            key)) {
      String encoded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
      assertThat(znodes.values()).noneMatch(data -> data.contains(secret));
      assertThat(ever).doesNotContain(secret).doesNotContain(encoded);
      assertThat(manager).doesNotContain(secret);
      assertThat(printed.toString()).doesNotContain(secret);
    }
  }

  private Outcome add(LeafServer server, String... options) throws Exception {
    Credentials admin = server.accounts().admin();
    return addAs(admin.user() + "@" + address(server), admin.password(), options);
  }

  private Outcome addAs(String leaf, String password, String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("leaf", "add", leaf, "--password-file", passwordFile(password)));
    arguments.addAll(List.of(options));
    return canopy(arguments.toArray(String[]::new));
  }

  private String passwordFile(String password) throws Exception {
    return Files.writeString(directory.resolve("password"), password + "\n").toString();
  }

  private Outcome canopy(String... arguments) {
    return run(key(), arguments);
  }

  private Outcome run(Path keyFile, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-z", zooKeeper.getConnectString(), "--key-file", keyFile.toString()));
    Outcome outcome = Canopies.run(all.toArray(String[]::new));
    printed.append(outcome.output());
    return outcome;
  }

  private Path key() {
    return directory.resolve("canopy.key");
  }

  private Path anotherKey() throws Exception {
    Path file = directory.resolve("another.key");
    Files.deleteIfExists(file);
    ClusterKey.generate().save(file);
    return file;
  }

  private String url(LeafServer server, String database, Path keyFile) {
    Credentials app = server.accounts().app();
    return "jdbc:canopy://"
        + zooKeeper.getConnectString()
        + "/"
        + database
        + "?user="
        + app.user()
        + "&password="
        + app.password()
        + "&clusterLinger=0&clusterKeyFile="
        + keyFile;
  }

  private static String addLeaf(LeafServer server) {
    Credentials admin = server.accounts().admin();
    return "ADD LEAF " + admin.user() + ":'" + admin.password() + "'@'127.0.0.1':" + server.port();
  }

  private static String address(LeafServer server) {
    return "127.0.0.1:" + server.port();
  }

  private static int unusedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static List<String> rows(Statement statement, String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    }
  }

  private static void assertDone(Outcome outcome, String... texts) {
    assertFails(0, outcome, texts);
  }

  private static void assertFails(int exitCode, Outcome outcome, String... texts) {
    assertThat(outcome.output()).contains(texts);
    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(exitCode);
  }

  /** Other tests use the same servers. */
  private void clean(Engine engine, List<LeafServer> servers) throws Exception {
    for (LeafServer server : servers) {
      ServerAccount account =
          new ServerAccount(
              engine, new HostPort("127.0.0.1", server.port()), server.accounts().admin());
      try (Connection connection = account.open(null);
          Statement statement = connection.createStatement()) {
        LeafAdmin.of(engine).dropIdentity(connection);
        for (String database : LeafAdmin.of(engine).databases(connection)) {
          if (database.startsWith("byhand")) {
            // The sessions of a program that has just ended may still be there.
            String force = engine == Engine.POSTGRESQL ? " WITH (FORCE)" : "";
            statement.execute("DROP DATABASE " + database + force);
          }
        }
      }
    }
  }
}
