package io.canopydb.it.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.pool.ClusterConnections;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.LeafConnections;
import io.canopydb.driver.pool.LeafPools;
import io.canopydb.driver.pool.PoolOptions;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.store.MetadataStore;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL's DROP DATABASE .. WITH (FORCE) is denied while a process is there that the account
 * may not end, such as an autovacuum worker or, here, a superuser.
 */
class DropDatabaseTest {
  private static final String DATABASE = "drop_database";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void waitsForWhomItMayNotEnd() throws Exception {
    TestCluster cluster = TestCluster.of(Engine.POSTGRESQL);
    LeafServer leaf = SharedServers.of(Engine.POSTGRESQL).leaves().get(0);
    Credentials admin = leaf.accounts().admin();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (Connection connection = DriverManager.getConnection(cluster.url(""));
        Statement statement = connection.createStatement();
        Connection outside =
            DriverManager.getConnection(leaf.jdbcUrl("postgres"), admin.user(), admin.password())) {
      statement.execute("DROP DATABASE IF EXISTS " + DATABASE);
      statement.execute("CREATE DATABASE " + DATABASE + " PARTITIONS 4");
      Future<Boolean> dropping;
      try (Connection inside =
          DriverManager.getConnection(leaf.jdbcUrl(DATABASE), admin.user(), admin.password())) {
        assertThat(inside.isValid(5)).isTrue();
        dropping = threads.submit(() -> statement.execute("DROP DATABASE " + DATABASE));
        waitUntilDroppedWithoutForce(outside);
      }
      dropping.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(
              count(outside, "SELECT COUNT(*) FROM pg_database WHERE datname = '" + DATABASE + "'"))
          .isZero();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void othersLetGoOfIt() throws Exception {
    TestCluster cluster = TestCluster.of(Engine.POSTGRESQL);
    LeafServer leaf = SharedServers.of(Engine.POSTGRESQL).leaves().get(0);
    Credentials admin = leaf.accounts().admin();
    try (Connection connection = DriverManager.getConnection(cluster.url(""));
        Statement statement = connection.createStatement();
        Connection outside =
            DriverManager.getConnection(leaf.jdbcUrl("postgres"), admin.user(), admin.password())) {
      statement.execute("DROP DATABASE IF EXISTS " + DATABASE);
      statement.execute("CREATE DATABASE " + DATABASE + " PARTITIONS 4");
      try (MetadataStore store = cluster.store();
          LeafConnections others =
              new ClusterConnections(store, new LeafPools(PoolOptions.DEFAULT))) {
        Leaf first = store.snapshot().leaves().get(1);
        others.borrow(first, admin, DATABASE, SessionSettings.NONE).close();
        try (LeafConnection used = others.borrow(first, admin, DATABASE, SessionSettings.NONE)) {
          statement.execute("DROP DATABASE " + DATABASE);
          assertThat(used.jdbc().isValid(5)).isFalse();
        }
        statement.execute("CREATE DATABASE " + DATABASE + " PARTITIONS 4");
        others.borrow(first, admin, DATABASE, SessionSettings.NONE).close();
        assertThat(others.open(first)).as("kept while it is there").isEqualTo(1);
        statement.execute("DROP DATABASE " + DATABASE);
        // Whoever was late, and had the name from an older snapshot.
        try (Statement behind = outside.createStatement()) {
          behind.execute("CREATE DATABASE " + DATABASE);
          others.borrow(first, admin, DATABASE, SessionSettings.NONE).close();
          assertThat(others.open(first)).as("not kept").isZero();
          behind.execute("DROP DATABASE " + DATABASE);
        }
      }
    }
  }

  private static void waitUntilDroppedWithoutForce(Connection outside) throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String active =
        "SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DROP"
            + " DATABASE%' AND query NOT LIKE '%FORCE%'";
    while (count(outside, active) == 0) {
      assertThat(System.nanoTime()).as("it is dropped without FORCE").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static long count(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
