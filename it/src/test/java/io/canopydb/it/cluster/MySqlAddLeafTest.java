package io.canopydb.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.command.AddLeafAnswer;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Partition;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.ZooKeeperStore;
import io.canopydb.rebalancer.master.StepListener;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only MySQL can do yet: a leaf that joins gets the shells of databases that have tables. */
class MySqlAddLeafTest extends AddLeafTest {

  private static final String[] TABLES = {
    "CREATE TABLE orders (id BIGINT AUTO_INCREMENT PRIMARY KEY, note VARCHAR(20) DEFAULT 'it''s',"
        + " KEY by_note (note)) COMMENT 'sharded'",
    "CREATE REFERENCE TABLE kind (id INT PRIMARY KEY, name VARCHAR(30) COLLATE utf8mb4_bin,"
        + " latin VARCHAR(30) CHARACTER SET latin1, raw VARBINARY(20), bits BIT(5), f FLOAT,"
        + " d DOUBLE, n DECIMAL(30,10), ts TIMESTAMP(6) NULL, dt DATETIME, day DATE, t TIME(3),"
        + " y YEAR, j JSON, e ENUM('a','b'), s SET('x','y'), g POINT, u BIGINT UNSIGNED,"
        + " twice INT GENERATED ALWAYS AS (id * 2) VIRTUAL)",
    "INSERT INTO kind (id, name, latin, raw, bits, f, d, n, ts, dt, day, t, y, j, e, s, g, u)"
        + " VALUES (1, 'caf\u00e9 \ud83d\ude00 \\\\ ''', 'caf\u00e9', x'00ff27', b'10101', 16777.217,"
        + " 0.1, 12345678901234567890.0123456789, '2024-03-31 01:30:00.123456',"
        + " '1000-01-01 00:00:00', '9999-12-31', '-838:59:59.000', 1901, '{\"a\": [1, null]}',"
        + " 'b', 'x,y', ST_GeomFromText('POINT(1 2)'), 18446744073709551615),"
        + " (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
        + " NULL, NULL, NULL, NULL), (0, 'zero id', '', '', 0, -0.0, 1e308, 0, NULL, NULL, NULL,"
        + " '00:00:00', 2155, 'null', 'a', '', NULL, 0)",
    "CREATE VIEW named AS SELECT id, name FROM kind",
    "CREATE VIEW a_named AS SELECT name FROM named WHERE id = 1"
  };

  MySqlAddLeafTest() {
    super(Engine.MYSQL);
  }

  @Test
  void aNewLeafGetsTheShellsAndTheReferenceRows() throws Exception {
    cluster().startMaster(StepListener.NONE);
    ZooKeeperStore driver = cluster().connect(Aggregator.Kind.DRIVER);
    add(driver, 0);
    add(driver, 1);
    createShop();
    servers()
        .run(
            0,
            "",
            "INSERT INTO shop.kind (id, dt) VALUES (3, NULL)", // not through Canopy: only here
            "DELETE FROM shop.kind WHERE id = 3");

    int third = add(driver, 2).leaf();

    Database shop = driver.snapshot().databases().get("shop");
    assertThat(shop.partitionMap().partitions())
        .extracting(Partition::masterLeaf)
        .allMatch(leaf -> leaf.getAsInt() != third);
    for (String table : List.of("orders", "kind")) {
      assertThat(column(2, "SHOW CREATE TABLE shop." + table, 2))
          .isEqualTo(column(0, "SHOW CREATE TABLE shop." + table, 2));
      assertThat(column(2, "CHECKSUM TABLE shop." + table, 2))
          .isEqualTo(column(0, "CHECKSUM TABLE shop." + table, 2));
    }
    // CHECKSUM TABLE reads floats as they are stored; times are compared under one time zone.
    String rows =
        "SELECT CONCAT_WS('|', id, HEX(name), HEX(latin), HEX(raw), HEX(bits), f, d, n, ts, dt,"
            + " day, t, y, j, e, s, ST_AsText(g), u, twice) FROM shop.kind ORDER BY id";
    assertThat(column(2, rows, 1)).hasSize(3).isEqualTo(column(0, rows, 1));
    assertThat(column(2, "SELECT name FROM shop.a_named", 1))
        .containsExactly("caf\u00e9 \ud83d\ude00 \\ '");
    assertThat(column(2, "SELECT COUNT(*) FROM shop.orders", 1)).containsExactly("0");
  }

  @Test
  void databasesOfLaterUseTheNewLeafAndReferenceWritesReachIt() throws Exception {
    cluster().startMaster(StepListener.NONE);
    ZooKeeperStore driver = cluster().connect(Aggregator.Kind.DRIVER);
    add(driver, 0);
    createShop();
    add(driver, 1);
    try (Connection connection = cluster().jdbc(servers(), "shop");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE later PARTITIONS 4");
      statement.executeUpdate("INSERT INTO kind (id) VALUES (77)");
    }
    assertThat(driver.snapshot().databases().get("later").partitionMap().partitions())
        .extracting(partition -> partition.masterLeaf().getAsInt())
        .containsOnly(1, 2);
    assertThat(column(1, "SELECT COUNT(*) FROM shop.kind WHERE id = 77", 1)).containsExactly("1");
  }

  @Test
  void aDatabaseOfTheSameNameIsNotOverwritten() throws Exception {
    cluster().startMaster(StepListener.NONE);
    ZooKeeperStore driver = cluster().connect(Aggregator.Kind.DRIVER);
    add(driver, 0);
    createShop();
    servers().run(1, "", "CREATE DATABASE shop_3", "CREATE TABLE shop_3.precious (id INT)");
    assertFails(CanopyError.LEAF_UNSUITABLE, () -> add(driver, 1), "has a database shop_3");
    assertThat(column(1, "SHOW TABLES FROM shop_3", 1)).containsExactly("precious");
    assertThat(identity(1)).isEmpty();
  }

  @Test
  void aServerOfOtherSettingsIsRefused() throws Exception {
    cluster().startMaster(StepListener.NONE);
    ZooKeeperStore driver = cluster().connect(Aggregator.Kind.DRIVER);
    add(driver, 0);
    servers().run(1, "", "SET GLOBAL collation_server = 'latin1_swedish_ci'");
    try {
      assertFails(
          CanopyError.LEAF_UNSUITABLE,
          () -> add(driver, 1),
          "collation_server is 'latin1_swedish_ci'",
          "on leaf " + servers().address(0));
    } finally {
      servers().run(1, "", "SET GLOBAL collation_server = DEFAULT");
    }
    add(driver, 1);
  }

  @Test
  void whatCanNotBeCopiedIsUndone() throws Exception {
    cluster().startMaster(StepListener.NONE);
    ZooKeeperStore driver = cluster().connect(Aggregator.Kind.DRIVER);
    add(driver, 0);
    createShop();
    servers().run(0, "", "CREATE EVENT shop.tick ON SCHEDULE EVERY 1 YEAR DO SELECT 1");
    assertFails(CanopyError.UNSUPPORTED, () -> add(driver, 1), "the event tick");
    assertThat(identity(1)).isEmpty();
    assertThat(column(1, "SHOW DATABASES LIKE 'shop%'", 1)).isEmpty();
    assertThat(driver.snapshot().leaves()).containsOnlyKeys(1);
    servers().run(0, "", "DROP EVENT shop.tick");
    assertThat(add(driver, 1).leaf()).isGreaterThan(1);
  }

  @Test
  @Timeout(60)
  void aMasterThatDiesWhileItCopiesIsFollowedByOneThatCopiesAnew() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    ZooKeeperStore first =
        cluster()
            .startMaster(
                step -> {
                  if (step.startsWith("publish leaf 2")) {
                    reached.countDown();
                    awaitInterrupt();
                  }
                });
    ZooKeeperStore driver = cluster().connect(Aggregator.Kind.DRIVER);
    add(driver, 0);
    createShop();
    try (Connection connection = cluster().jdbc(servers(), "shop");
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE kind SET name = 'old' WHERE id = 2");
      CompletableFuture<AddLeafAnswer> adding = addAside(driver);
      reached.await();
      first.close();
      // The copy that was made so far lacks this.
      statement.executeUpdate("UPDATE kind SET name = 'new' WHERE id = 2");
      cluster().startMaster(StepListener.NONE);
      adding.join();
    }
    assertThat(driver.snapshot().leaves()).containsOnlyKeys(1, 2);
    assertThat(column(1, "SELECT name FROM shop.kind WHERE id = 2", 1)).containsExactly("new");
  }

  private CompletableFuture<AddLeafAnswer> addAside(ZooKeeperStore driver) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return add(driver, 1);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private void createShop() throws SQLException {
    try (Connection connection = cluster().jdbc(servers(), "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE shop PARTITIONS 4");
    }
    try (Connection connection = cluster().jdbc(servers(), "shop");
        Statement statement = connection.createStatement()) {
      for (String sql : TABLES) {
        statement.execute(sql);
      }
    }
  }

  private List<String> column(int server, String sql, int column) throws SQLException {
    try (Connection connection = servers().admin(server).open(null);
        Statement statement = connection.createStatement()) {
      statement.execute("SET time_zone = '+00:00'");
      try (ResultSet result = statement.executeQuery(sql)) {
        List<String> values = new ArrayList<>();
        while (result.next()) {
          values.add(result.getString(column));
        }
        return values;
      }
    }
  }
}
