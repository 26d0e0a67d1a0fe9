package io.canopydb.it.transaction;

import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.jdbc.CanopyDriver;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.session.Clusters;
import io.canopydb.it.system.Eventually;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.secret.ClusterKey;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.ZooKeeperStore;
import io.canopydb.proxy.local.LeafAccounts;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.ServerBinaries;
import io.canopydb.proxy.local.ServerException;
import io.canopydb.proxy.local.ServerInstallation;
import io.canopydb.proxy.local.SharedServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.curator.test.TestingServer;

/**
 * A cluster of three leaves and a ZooKeeper that tests may kill and start again; one an engine and
 * test run, gone with the process. Its database is {@code tx}, of six partitions, with the tables
 * {@code account} (id, balance), {@code transfer} (id) and the reference table {@code rate} (id,
 * value).
 */
final class FragileCluster {
  static final String DATABASE = "tx";
  static final int ACCOUNTS = 120;
  static final int BALANCE = 1_000;

  private static final int LEAVES = 3;
  private static final Duration START = Duration.ofSeconds(30);

  private final Engine engine;
  private final ServerInstallation installation;
  private final LeafAccounts accounts = LeafAccounts.random();
  private final List<LeafServer> servers = new ArrayList<>();
  private final Set<Integer> killed = new HashSet<>();
  private final TestingServer zooKeeper;
  private final ClusterKey key = ClusterKey.generate();

  private FragileCluster(Engine engine) throws Exception {
    this.engine = engine;
    this.installation = ServerBinaries.resolve(engine, System.err::println);
    for (int i = 0; i < LEAVES; i++) {
      servers.add(installation.start(directory(i), ServerInstallation.ANY_PORT, accounts));
    }
    this.zooKeeper = new TestingServer(true);
    ZooKeeperStore.create(address(), engine, key.id(), START);
    try (ZooKeeperStore store =
        ZooKeeperStore.connect(address(), Aggregator.Kind.MANAGER, "localhost", 0)) {
      LeafAccount admin =
          new LeafAccount(accounts.admin().user(), key.seal(accounts.admin().password()));
      for (int i = 0; i < LEAVES; i++) {
        LeafServer server = servers.get(i);
        Leaf leaf =
            new Leaf(
                i + 1,
                server.host(),
                server.port(),
                engine,
                server.version(),
                1,
                LeafState.ONLINE,
                admin);
        store.update(snapshot -> snapshot.withLeaf(leaf));
      }
    }
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + DATABASE + " PARTITIONS " + 2 * LEAVES);
    }
    try (Connection connection = connect(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE account (id INT PRIMARY KEY, balance INT NOT NULL)");
      statement.execute("CREATE TABLE transfer (id VARCHAR(60) PRIMARY KEY)");
      statement.execute("CREATE REFERENCE TABLE rate (id INT PRIMARY KEY, value INT NOT NULL)");
    }
  }

  static FragileCluster of(Engine engine) {
    return switch (engine) {
      case MYSQL -> MySql.CLUSTER;
      case POSTGRESQL -> PostgreSql.CLUSTER;
    };
  }

  private Path directory(int server) {
    return SharedServers.of(engine).directory().resolve("fragile-" + server);
  }

  Engine engine() {
    return engine;
  }

  ClusterKey key() {
    return key;
  }

  TestingServer zooKeeper() {
    return zooKeeper;
  }

  String address() {
    return zooKeeper.getConnectString() + "/canopy";
  }

  /**
   * The URL of a database, with the application's account. Whoever closes its last connection is no
   * aggregator any more: tests take that for its death.
   */
  String url(String database) {
    return "jdbc:canopy://"
        + zooKeeper.getConnectString()
        + "/"
        + database
        + "?user="
        + accounts.app().user()
        + "&password="
        + accounts.app().password()
        + "&clusterLinger=0";
  }

  /** The application's account. */
  Credentials credentials() {
    return new Credentials(accounts.app().user(), accounts.app().password());
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database));
  }

  /** A connection of an aggregator of its own that is told of each step. */
  Connection connect(FaultPoint faults) throws SQLException {
    return connect(aggregator(faults));
  }

  /** An aggregator of its own that is told of each step. */
  static CanopyDriver aggregator(FaultPoint faults) {
    return new CanopyDriver(new Clusters(faults)::open);
  }

  /** A connection of an aggregator. */
  Connection connect(CanopyDriver aggregator) throws SQLException {
    return Objects.requireNonNull(aggregator.connect(url(DATABASE), new Properties()));
  }

  /** A connection to a leaf that Canopy knows nothing of; leaves count from 1. */
  Connection leaf(int leaf, String database) throws SQLException {
    return DriverManager.getConnection(
        servers.get(leaf - 1).jdbcUrl(database),
        accounts.admin().user(),
        accounts.admin().password());
  }

  /** URL, user and password of a leaf as a plain server. */
  List<String> plain(int leaf) {
    return List.of(
        servers.get(leaf - 1).jdbcUrl(""), accounts.admin().user(), accounts.admin().password());
  }

  void kill(int leaf) throws Exception {
    servers.get(leaf - 1).kill();
    killed.add(leaf);
  }

  /** Whether a leaf has not been killed. */
  boolean runs(int leaf) {
    return !killed.contains(leaf);
  }

  /**
   * Starts a killed leaf again, at the same port with the same data. PostgreSQL refuses for as long
   * as a process of the killed server has not noticed that it has no parent any more.
   */
  void restart(int leaf) throws Exception {
    Eventually.within(
        START,
        () -> {
          try {
            servers.set(
                leaf - 1,
                installation.start(directory(leaf - 1), servers.get(leaf - 1).port(), accounts));
          } catch (ServerException e) {
            if (String.valueOf(e.getMessage()).contains("pre-existing shared memory block")) {
              throw new AssertionError(e);
            }
            throw e;
          }
        });
    killed.remove(leaf);
  }

  /** Fills the tables anew. */
  void fill() throws SQLException {
    try (Connection connection = connect(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM account");
      statement.execute("DELETE FROM transfer");
      statement.execute("DELETE FROM rate");
      StringBuilder rows = new StringBuilder();
      for (int id = 1; id <= ACCOUNTS; id++) {
        rows.append(id == 1 ? "" : ", ").append('(').append(id).append(", 1000)");
      }
      statement.execute("INSERT INTO account (id, balance) VALUES " + rows);
      statement.execute("INSERT INTO rate (id, value) VALUES (1, 10)");
    }
  }

  /** The accounts whose rows lie on a leaf, by what the leaf itself holds. */
  List<Integer> accountsOn(int leaf) throws SQLException {
    List<Integer> ids = new ArrayList<>();
    try (Connection connection = leaf(leaf, DATABASE);
        Statement statement = connection.createStatement()) {
      for (String namespace : partitionsOn(leaf)) {
        try (ResultSet rows =
            statement.executeQuery("SELECT id FROM " + namespace + ".account ORDER BY id")) {
          while (rows.next()) {
            ids.add(rows.getInt(1));
          }
        }
      }
    }
    return ids;
  }

  /** The partitions of a leaf: a database is laid out leaf after leaf. */
  static List<String> partitionsOn(int leaf) {
    return IntStream.range(0, 2 * LEAVES)
        .filter(ordinal -> ordinal % LEAVES == leaf - 1)
        .mapToObj(ordinal -> DATABASE + "_" + ordinal)
        .toList();
  }

  /** How many parts of transactions a leaf holds prepared. */
  int prepared(int leaf) throws SQLException {
    String sql = engine == Engine.MYSQL ? "XA RECOVER" : "SELECT gid FROM pg_prepared_xacts";
    int count = 0;
    try (Connection connection = leaf(leaf, "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        count++;
      }
    }
    return count;
  }

  int preparedAnywhere() throws SQLException {
    int count = 0;
    for (int leaf = 1; leaf <= LEAVES; leaf++) {
      count += prepared(leaf);
    }
    return count;
  }

  /** How many decisions to commit are kept. */
  int decisions() throws SQLException {
    int count = 0;
    for (int leaf = 1; leaf <= LEAVES; leaf++) {
      try (Connection connection = leaf(leaf, DATABASE);
          Statement statement = connection.createStatement()) {
        for (String namespace : partitionsOn(leaf)) {
          try (ResultSet row =
              statement.executeQuery(
                  "SELECT COUNT(*) FROM " + namespace + ".canopy_decision WHERE verdict = 'C'")) {
            row.next();
            count += row.getInt(1);
          }
        }
      }
    }
    return count;
  }

  private static FragileCluster start(Engine engine) {
    try {
      return new FragileCluster(engine);
    } catch (Exception e) {
      throw new IllegalStateException("the test cluster can't be started", e);
    }
  }

  private static final class MySql {
    static final FragileCluster CLUSTER = start(Engine.MYSQL);
  }

  private static final class PostgreSql {
    static final FragileCluster CLUSTER = start(Engine.POSTGRESQL);
  }
}
