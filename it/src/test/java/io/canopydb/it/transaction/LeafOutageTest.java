package io.canopydb.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.canopydb.it.system.Eventually;
import io.canopydb.metadata.model.Engine;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * A leaf is killed, or ZooKeeper is away. What needs neither goes on, and nobody's connection is
 * thrown away.
 */
@Timeout(120)
class LeafOutageTest {
  private static final int DEAD = 2;
  private static final int ROUNDS = 8;
  private static final Duration BACK = Duration.ofSeconds(20);

  /** With the lease longer than a session of 4 s. */
  private static final Duration AWAY = Duration.ofSeconds(4);

  private FragileCluster cluster;

  @AfterEach
  void restart() throws Exception {
    if (!cluster.runs(DEAD)) {
      cluster.restart(DEAD);
    }
  }

  @ParameterizedTest
  @EnumSource
  void staysWhereItIs(Engine engine) throws Exception {
    cluster = FragileCluster.of(engine);
    cluster.fill();
    int there = cluster.accountsOn(DEAD).get(0);
    int elsewhere = cluster.accountsOn(1).get(0);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(cluster.url(FragileCluster.DATABASE));
    config.setMaximumPoolSize(2);
    try (HikariDataSource pool = new HikariDataSource(config);
        Connection first = pool.getConnection();
        Connection second = pool.getConnection()) {
      List<Connection> pooled = List.of(first, second);
      for (Connection connection : pooled) {
        askWhatAnyLeafKnows(connection, elsewhere);
      }
      Connection bound = boundTo(DEAD);
      cluster.kill(DEAD);
      for (int i = 0; i < ROUNDS; i++) {
        for (Connection connection : pooled) {
          askWhatAnyLeafKnows(connection, elsewhere);
        }
        try (Connection another = cluster.connect(FragileCluster.DATABASE)) {
          askWhatAnyLeafKnows(another, elsewhere);
        }
      }
      for (String sql :
          List.of(
              "SELECT balance FROM account WHERE id = " + there,
              "UPDATE account SET balance = balance + 1 WHERE id = " + there,
              "SELECT SUM(balance) FROM account",
              "UPDATE rate SET value = value + 1")) {
        assertPasses(first, sql);
      }
      List<Integer> near = cluster.accountsOn(1);
      for (int i = 0; i < ROUNDS; i++) {
        try (Connection another = cluster.connect(FragileCluster.DATABASE)) {
          useAnyLeafToWorkOn(another, near.get(0), near.get(near.size() - 1));
          if (engine == Engine.POSTGRESQL) {
            copy(another, near.get(0), near.get(near.size() - 1));
          }
        }
      }
      first.setAutoCommit(false);
      assertPasses(first, "UPDATE account SET balance = balance + 1 WHERE id = " + there);
      first.rollback();
      first.setAutoCommit(true);
      assertThat(pooled).allSatisfy(connection -> assertThat(connection.isClosed()).isFalse());
      // Its state is lost: a pool replaces it.
      assertThat(bound.isValid(5)).isFalse();
      bound.close();

      cluster.restart(DEAD);
      Eventually.within(
          BACK,
          () ->
              assertThat(one(first, "SELECT SUM(balance) FROM account"))
                  .isEqualTo(FragileCluster.ACCOUNTS * FragileCluster.BALANCE));
      assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(2);
    }
  }

  /** A session whose temporary table lies on a leaf. */
  private Connection boundTo(int leaf) throws SQLException {
    String port =
        switch (cluster.engine()) {
          case MYSQL -> "SELECT @@port";
          case POSTGRESQL -> "SELECT inet_server_port()";
        };
    while (true) {
      Connection connection = cluster.connect(FragileCluster.DATABASE);
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE TEMPORARY TABLE own (a INT)");
      }
      if (cluster.plain(leaf).get(0).contains(":" + one(connection, port))) {
        return connection;
      }
      connection.close();
    }
  }

  /** Statements that need one leaf to work on, and rows of partitions that are there. */
  private static void useAnyLeafToWorkOn(Connection connection, int one, int other)
      throws SQLException {
    assertThat(one(connection, joinOf(one, other))).isEqualTo(1);
    try (Statement statement = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO account VALUES (? + 0, ?)")) {
      assertThat(insert.getParameterMetaData().getParameterCount()).isEqualTo(2);
      statement.execute("EXPLAIN " + joinOf(one, other));
      // A leaf says what key it stores.
      statement.execute("DELETE FROM account WHERE id = " + one);
      statement.execute("INSERT INTO account VALUES (" + one + ".2, 1000)");
      statement.execute("CREATE TEMPORARY TABLE own (a INT)");
      statement.execute("INSERT INTO own VALUES (3)");
      assertThat(one(connection, "SELECT a FROM own")).isEqualTo(3);
      assertThat(one(connection, "SELECT 4")).isEqualTo(4);
    }
    assertThat(connection.nativeSQL("SELECT {fn ABS(-1)}")).contains("ABS");
  }

  private static String joinOf(int one, int other) {
    return "SELECT COUNT(*) FROM account a JOIN account b ON a.balance = b.balance WHERE a.id = "
        + one
        + " AND b.id = "
        + other;
  }

  private static void copy(Connection connection, int one, int other) throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE own");
      statement.execute("SET work_mem = '8MB'");
    }
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    for (String source : List.of("rate", "(" + joinOf(one, other) + ")")) {
      StringWriter out = new StringWriter();
      copies.copyOut("COPY " + source + " TO STDOUT", out);
      assertThat(out.toString()).startsWith("1");
    }
    String in = "COPY account FROM STDIN WITH (FORMAT csv, HEADER match)";
    assertThat(copies.copyIn(in, new StringReader("id,balance\n"))).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void ofZooKeeperStopsWritesOnly(Engine engine) throws Exception {
    cluster = FragileCluster.of(engine);
    cluster.fill();
    String write = "UPDATE account SET balance = balance + 0 WHERE id = 1";
    String read = "SELECT SUM(balance) FROM account";
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(cluster.url(FragileCluster.DATABASE));
    config.setMaximumPoolSize(1);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      run(pool, write);
      Connection first = serving(pool);
      LoggedTraces traces = LoggedTraces.begin();
      cluster.zooKeeper().stop();
      try {
        Eventually.within(BACK, () -> assertPasses(pool, write, "ZooKeeper"));
        for (long end = System.nanoTime() + AWAY.toNanos(); System.nanoTime() - end < 0; ) {
          assertThat(balance(pool, read)).isEqualTo(FragileCluster.ACCOUNTS * 1_000);
          assertPasses(pool, write, "ZooKeeper");
          assertPasses(pool, "CREATE TABLE t (a INT PRIMARY KEY)", "ZooKeeper");
        }
        assertThat(serving(pool)).isSameAs(first);
        // The pool's only connection gets old.
        pool.getHikariPoolMXBean().softEvictConnections();
        assertThat(balance(pool, read)).isEqualTo(FragileCluster.ACCOUNTS * 1_000);
        assertThat(serving(pool)).isNotSameAs(first);
        assertPasses(pool, write, "ZooKeeper");
        // One of the connection, one of the session.
        assertThat(traces.seen()).hasSizeLessThanOrEqualTo(2);
      } finally {
        traces.end();
        cluster.zooKeeper().restart();
      }
      Eventually.within(BACK, () -> run(pool, write));
    }
  }

  /** The connection that a pool of one hands out. */
  private static Connection serving(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return connection.unwrap(Connection.class);
    }
  }

  private static int balance(HikariDataSource pool, String read) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return one(connection, read);
    }
  }

  private static void run(HikariDataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void assertPasses(HikariDataSource pool, String sql, String cause)
      throws SQLException {
    try (Connection connection = pool.getConnection()) {
      assertPasses(connection, sql, cause);
    }
  }

  private static void askWhatAnyLeafKnows(Connection connection, int account) throws SQLException {
    assertThat(connection.isValid(5)).isTrue();
    assertThat(one(connection, "SELECT 1")).isEqualTo(1);
    assertThat(one(connection, "SELECT value FROM rate WHERE id = 1")).isEqualTo(10);
    assertThat(one(connection, "SELECT balance FROM account WHERE id = " + account))
        .isEqualTo(FragileCluster.BALANCE);
    assertThat(tables(connection)).contains("account", "rate");
    try (Statement statement = connection.createStatement();
        PreparedStatement prepared =
            connection.prepareStatement("SELECT balance FROM account WHERE id = ?")) {
      assertThat(prepared.getMetaData().getColumnCount()).isEqualTo(1);
      // A plan of its own each time, whose columns a leaf is asked for.
      statement.execute("EXPLAIN SELECT id, COUNT(*) AS n FROM account GROUP BY id");
      statement.execute("SHOW DATABASES");
      // A leaf computes the key.
      statement.execute("DELETE FROM account WHERE id = " + account);
      statement.execute("INSERT INTO account VALUES (ABS(-" + account + "), 1000)");
    }
    connection.setAutoCommit(false);
    assertThat(one(connection, "SELECT 2")).isEqualTo(2);
    assertThat(one(connection, "SELECT value FROM rate WHERE id = 1")).isEqualTo(10);
    connection.commit();
    connection.setAutoCommit(true);
    connection.setCatalog(connection.getCatalog());
    connection.setSchema(connection.getSchema());
  }

  private static void assertPasses(Connection connection, String sql) {
    assertPasses(connection, sql, "leaf 127.0.0.1:");
  }

  private static void assertPasses(Connection connection, String sql, String cause) {
    SQLException failure =
        catchThrowableOfType(
            SQLException.class,
            () -> {
              try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
              }
            });
    assertThat((Throwable) failure)
        .as(sql)
        .isInstanceOf(SQLTransientConnectionException.class)
        .hasMessageContaining(cause);
    assertThat(failure.getSQLState()).doesNotStartWith("08");
  }

  private static Set<String> tables(Connection connection) throws SQLException {
    Set<String> names = new HashSet<>();
    try (ResultSet rows =
        connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
      while (rows.next()) {
        names.add(rows.getString("TABLE_NAME"));
      }
    }
    return names;
  }

  private static int one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }
}
