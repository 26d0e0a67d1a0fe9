package io.canopydb.it.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What leaves get of statements that set a global key: the lookup, and one partition. */
class GlobalKeyRouteTest {
  private static final String DATABASE = "global_route";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static void create(Engine engine) throws Exception {
    try (Connection admin = DriverManager.getConnection(TestCluster.of(engine).url(""))) {
      run(admin, "DROP DATABASE IF EXISTS " + DATABASE);
      run(admin, "CREATE DATABASE " + DATABASE + " PARTITIONS 4");
    }
    try (Connection connection =
        DriverManager.getConnection(TestCluster.of(engine).url(DATABASE))) {
      run(
          connection,
          "CREATE TABLE account (id INT PRIMARY KEY, email VARCHAR(40) UNIQUE GLOBAL,"
              + " amount DECIMAL(8, 2) UNIQUE GLOBAL, note VARCHAR(40))");
      StringBuilder rows = new StringBuilder();
      for (int id = 1; id <= 30; id++) {
        rows.append(id == 1 ? "" : ", ");
        rows.append("(" + id + ", 'User" + id + "', " + id + ".50, 'note " + id + "')");
      }
      run(connection, "INSERT INTO account VALUES " + rows);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void onlyTheLookupAndThePartitionItNamesAreAsked(Engine engine) throws Exception {
    create(engine);
    int leaves = SharedServers.of(engine).leaves().size();
    try (AutoCloseable master = TestCluster.of(engine).idleMaster();
        StatementLog log = StatementLog.of(engine, SharedServers.of(engine).leaves());
        HikariDataSource pool = pool(engine)) {
      for (int id = 1; id <= 12; id++) {
        String where = " FROM account WHERE email = 'User" + id + "'";
        int wanted = id;
        List<String> sent =
            sent(log, pool, c -> assertThat(text(c, "SELECT id" + where)).isEqualTo("" + wanted));
        assertThat(sent).hasSize(2);
        assertThat(sent).filteredOn(sql -> sql.contains("canopy_unique_")).hasSize(1);
        List<String> written =
            sent(
                log,
                pool,
                c -> run(c, "UPDATE account SET note = 'x' WHERE amount = " + wanted + ".5"));
        assertThat(written).filteredOn(sql -> sql.contains("canopy_unique_")).hasSize(1);
        assertThat(written).filteredOn(sql -> sql.startsWith("UPDATE")).hasSize(1);
        assertThat(written).noneMatch(sql -> sql.contains("FOR UPDATE"));
      }
      List<String> missed =
          sent(
              log,
              pool,
              c ->
                  assertThat(text(c, "SELECT id FROM account WHERE email = 'nobody'"))
                      .isEqualTo("no row"));
      assertThat(missed).hasSize(1 + leaves);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void comparesAsTheEngineDoes(Engine engine) throws Exception {
    create(engine);
    try (Connection connection =
        DriverManager.getConnection(TestCluster.of(engine).url(DATABASE))) {
      String found = "SELECT COUNT(*) FROM account WHERE ";
      boolean mySql = engine == Engine.MYSQL;
      assertThat(text(connection, found + "email = 'uSER7'")).isEqualTo(mySql ? "1" : "0");
      assertThat(text(connection, found + "amount = 7.500")).isEqualTo("1");
      assertThat(text(connection, found + "amount = 7")).isEqualTo("0");
      assertThat(text(connection, found + "email IS NULL")).isEqualTo("0");
      assertThat(text(connection, found + "email = NULL")).isEqualTo("0");
      assertThat(text(connection, found + "email IN ('User1', 'User2', 'User3')")).isEqualTo("3");
      assertThat(text(connection, found + "email = 'User4' OR amount = 5.5")).isEqualTo("2");
      assertThat(text(connection, found + "email = 'User4' AND amount = 5.5")).isEqualTo("0");
      if (mySql) {
        assertThat(text(connection, found + "email = 0")).isEqualTo("30");
        assertThat(text(connection, found + "email = 'uSER7' COLLATE utf8mb4_bin")).isEqualTo("0");
      }
    }
  }

  /** A transaction has seen all when another row takes its value. */
  private static void moveBehind(Connection old, Connection other) throws SQLException {
    old.setAutoCommit(false);
    text(old, "SELECT COUNT(*) FROM account");
    text(old, "SELECT id FROM account WHERE email = 'User1'");
    run(other, "UPDATE account SET email = 'gone' WHERE id = 1");
    run(other, "UPDATE account SET email = 'User1' WHERE id = 2");
  }

  /** Two rows swap a value while a transaction holds an old snapshot: what it writes is the new. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aWriteFindsARowThatMovedSinceTheSnapshot(Engine engine) throws Exception {
    create(engine);
    String url = TestCluster.of(engine).url(DATABASE);
    try (Connection old = DriverManager.getConnection(url);
        Connection other = DriverManager.getConnection(url)) {
      moveBehind(old, other);
      run(old, "UPDATE account SET note = 'found' WHERE email = 'User1'");
      old.commit();
      assertThat(text(other, "SELECT id FROM account WHERE note = 'found'")).isEqualTo("2");
      run(old, "DELETE FROM account WHERE email = 'User1'");
      old.commit();
      assertThat(text(other, "SELECT COUNT(*) FROM account WHERE id = 2")).isEqualTo("0");
    }
  }

  /** What locks rows is to see the newest, whatever the snapshot says of the lookup table. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aLockingReadFindsARowThatMovedSinceTheSnapshot(Engine engine) throws Exception {
    create(engine);
    String url = TestCluster.of(engine).url(DATABASE);
    try (Connection old = DriverManager.getConnection(url);
        Connection other = DriverManager.getConnection(url)) {
      moveBehind(old, other);
      assertThat(text(old, "SELECT id FROM account WHERE email = 'User1' FOR UPDATE"))
          .isEqualTo("2");
      if (engine == Engine.MYSQL) {
        assertThat(text(old, "SELECT COUNT(*) FROM account WHERE email = 'User1' FOR UPDATE"))
            .isEqualTo("1");
      }
      old.rollback();
    }
  }

  /**
   * One has locked the row and then changes its key, the other looks for it by that key. MySQL has
   * a deadlock there by itself, between a row and its index.
   */
  @Test
  void aWriteByAKeyDoesNotStandInTheWayOfTheRowsOwner() throws Exception {
    create(Engine.POSTGRESQL);
    String url = TestCluster.of(Engine.POSTGRESQL).url(DATABASE);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (Connection owner = DriverManager.getConnection(url);
        Connection other = DriverManager.getConnection(url);
        Statement waiting = other.createStatement()) {
      owner.setAutoCommit(false);
      run(owner, "UPDATE account SET note = 'owner' WHERE id = 1");
      Future<Integer> count =
          threads.submit(
              () ->
                  waiting.executeUpdate("UPDATE account SET note = 'other' WHERE email = 'User1'"));
      awaitLockWait();
      run(owner, "UPDATE account SET email = 'renamed' WHERE id = 1");
      owner.commit();
      assertThat(count.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isZero();
      assertThat(text(owner, "SELECT note FROM account WHERE email = 'renamed'"))
          .isEqualTo("owner");
      owner.commit();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Waits until some statement waits for a lock. */
  private static void awaitLockWait() throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      for (LeafServer leaf : SharedServers.of(Engine.POSTGRESQL).leaves()) {
        Credentials admin = leaf.accounts().admin();
        try (Connection connection =
            DriverManager.getConnection(leaf.jdbcUrl("postgres"), admin.user(), admin.password())) {
          if (!text(connection, "SELECT COUNT(*) FROM pg_locks WHERE NOT granted").equals("0")) {
            return;
          }
        }
      }
      assertThat(System.nanoTime()).as("a statement waits").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** What an application does with a connection that it borrowed. */
  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  /** What the second time sends, when all that is only done once is done. */
  private static List<String> sent(StatementLog log, HikariDataSource pool, Work work)
      throws Exception {
    for (int i = 0; i < 2; i++) {
      log.clear();
      try (Connection connection = pool.getConnection()) {
        work.on(connection);
      }
    }
    return log.sent();
  }

  private static HikariDataSource pool(Engine engine) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(StatementLog.url(engine, DATABASE));
    config.setMaximumPoolSize(1);
    return new HikariDataSource(config);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
    }
  }
}
