package io.canopydb.proxy.local.bench;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.LocalCluster;
import io.canopydb.proxy.local.LocalDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the benchmark: in a sharded database, and once more in one database on one server
 * that Canopy knows nothing of.
 */
final class BenchDatabase implements AutoCloseable {
  private static final String SHARDED = "bench";
  private static final String WHOLE = "bench_whole";

  /** Where inserts go that come by Canopy, and those that go past it, which lie anywhere. */
  private static final String EVENT = "event";

  private static final String DIRECT_EVENT = "direct_event";

  private static final int FILL_ROWS = 1_000;

  private final LocalCluster cluster;
  private final int accounts;
  private final Pools pools;
  private final int port;
  private final Place canopy;
  private final Place whole;
  private @Nullable Placement placement;

  /**
   * @param port of the proxy; 0 for Canopy as a driver
   */
  private BenchDatabase(LocalCluster cluster, int accounts, Pools pools, int port) {
    this.cluster = cluster;
    this.accounts = accounts;
    this.pools = pools;
    this.port = port;
    LeafServer first = cluster.servers().get(0);
    this.canopy =
        Place.of(
            port == 0
                ? pools.canopy(cluster, SHARDED)
                : pools.proxied(cluster, port, SHARDED, /* text= */ false),
            "",
            EVENT);
    this.whole = Place.of(pools.direct(first, WHOLE, /* text= */ false), "", EVENT);
  }

  /** Makes and fills the tables. */
  static BenchDatabase create(
      LocalCluster cluster, int partitions, int accounts, int poolSize, boolean proxy)
      throws SQLException, IOException {
    new LocalDatabase(cluster, SHARDED).create(partitions);
    LeafServer first = cluster.servers().get(0);
    try (Connection connection =
            DriverManager.getConnection(
                first.jdbcUrl(""),
                first.accounts().app().user(),
                first.accounts().app().password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + WHOLE);
    }
    Pools pools = new Pools(poolSize);
    boolean filled = false;
    try {
      int port = proxy ? cluster.serve().port() : 0;
      BenchDatabase database = new BenchDatabase(cluster, accounts, pools, port);
      database.fill(database.canopy);
      database.fill(database.whole);
      filled = true;
      return database;
    } finally {
      if (!filled) {
        pools.close();
      }
    }
  }

  private void fill(Place place) throws SQLException {
    String event = " (id BIGINT PRIMARY KEY, account BIGINT NOT NULL, note VARCHAR(40))";
    try (Connection connection = place.source().getConnection()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE account (id BIGINT PRIMARY KEY, owner VARCHAR(40) NOT NULL,"
                + " balance BIGINT NOT NULL, score BIGINT NOT NULL)");
        statement.execute("CREATE INDEX account_score ON account (score)");
        statement.execute("CREATE TABLE " + EVENT + event);
        statement.execute("CREATE TABLE " + DIRECT_EVENT + event);
      }
      try (PreparedStatement insert = connection.prepareStatement(place.texts().fill())) {
        for (int id = 1; id <= accounts; id++) {
          insert.setLong(1, id);
          insert.setString(2, Application.owner(id));
          insert.setLong(3, 0);
          insert.setLong(4, Application.score(id, accounts));
          insert.addBatch();
          if (id % FILL_ROWS == 0 || id == accounts) {
            insert.executeBatch();
          }
        }
      }
    }
  }

  /** An application over Canopy. */
  Application overCanopy() {
    return new Application(Placement.single(canopy), accounts);
  }

  /** An application of one server. */
  Application overOneServer() {
    return new Application(Placement.single(whole), accounts);
  }

  /** An application that knows the partitions, and goes straight to them. */
  Application overPartitions() throws SQLException {
    return new Application(partitions(), accounts);
  }

  /** Transfers over Canopy. */
  Transfers transfers() throws SQLException {
    return Transfers.of(canopy, partitions(), accounts);
  }

  /** An application through the proxy whose statements are texts. */
  Application overCanopyAsText() {
    return new Application(
        Placement.single(
            Place.of(pools.proxied(cluster, port, SHARDED, /* text= */ true), "", EVENT)),
        accounts);
  }

  /** Likewise one that goes to the partitions. */
  Application overPartitionsAsText() throws SQLException {
    return new Application(partitions(/* text= */ true), accounts);
  }

  private Placement partitions() throws SQLException {
    if (placement == null) {
      placement = partitions(/* text= */ false);
    }
    return placement;
  }

  private Placement partitions(boolean text) throws SQLException {
    Dialect dialect = Dialect.of(cluster.engine());
    List<DataSource> leaves = new ArrayList<>();
    String database = cluster.engine() == Engine.MYSQL ? "" : SHARDED;
    for (LeafServer server : cluster.servers()) {
      leaves.add(pools.direct(server, database, text));
    }
    List<Place> places = new ArrayList<>();
    int[] homes = new int[accounts + 1];
    try (Connection connection = canopy.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW PARTITIONS ON " + SHARDED)) {
      while (rows.next()) {
        DataSource leaf = leaves.get(server(rows.getInt("Port")));
        String namespace = dialect.partitionNamespace(SHARDED, rows.getInt("Ordinal"));
        Place place = Place.of(leaf, dialect.quoteName(namespace) + ".", DIRECT_EVENT);
        for (int id : accountsIn(place)) {
          homes[id] = places.size();
        }
        places.add(place);
      }
    }
    return new Placement(places, homes);
  }

  private int server(int port) {
    List<LeafServer> servers = cluster.servers();
    for (int i = 0; i < servers.size(); i++) {
      if (servers.get(i).port() == port) {
        return i;
      }
    }
    throw new IllegalStateException("no leaf has port " + port);
  }

  private static List<Integer> accountsIn(Place place) throws SQLException {
    List<Integer> ids = new ArrayList<>();
    try (Connection connection = place.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM " + place.prefix() + "account")) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
    return ids;
  }

  /** Checks that the events are all there which were written. */
  void check(Application overCanopy, Application overPartitions) throws SQLException {
    check(EVENT, overCanopy.events());
    check(DIRECT_EVENT, overPartitions.events());
  }

  private void check(String table, long written) throws SQLException {
    try (Connection connection = canopy.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      rows.next();
      if (rows.getLong(1) != written) {
        throw new IllegalStateException(
            table + " has " + rows.getLong(1) + " rows of " + written + " that were written");
      }
    }
  }

  @Override
  public void close() {
    pools.close();
  }
}
