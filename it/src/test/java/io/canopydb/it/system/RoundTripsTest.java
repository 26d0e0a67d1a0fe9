package io.canopydb.it.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How often leaves are spoken to: no more than one server would be by its own driver. A round trip
 * costs more than everything else that Canopy does.
 */
class RoundTripsTest {
  private static final String DATABASE = "roundtrips";

  /** What an application does with a connection that it borrowed. */
  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aStatementByKeyIsTheOnlyOneThatItsLeafSees(Engine engine) throws Exception {
    create(engine);
    try (AutoCloseable master = TestCluster.of(engine).idleMaster();
        StatementLog log = StatementLog.of(engine, SharedServers.of(engine).leaves());
        HikariDataSource pool = pool(StatementLog.url(engine, DATABASE))) {
      assertThat(sent(log, pool, connection -> select(connection, 7)))
          .singleElement()
          .asString()
          .contains("SELECT note")
          .contains(DATABASE + "_");
      assertThat(sent(log, pool, connection -> update(connection, 7)))
          .singleElement()
          .asString()
          .contains("UPDATE");
      assertThat(sent(log, pool, connection -> literal(connection, 8)))
          .singleElement()
          .asString()
          .contains("SELECT note");
      // The new row may go to any leaf: to one that a connection was opened to before.
      sent(log, pool, RoundTripsTest::count);
      assertThat(sent(log, pool, connection -> insert(connection, 100)))
          .allMatch(sql -> sql.contains("INSERT"))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aTransactionOnOneLeafSendsWhatTheEnginesOwnDriverSends(Engine engine) throws Exception {
    create(engine);
    List<String> plain;
    LeafServer server = SharedServers.of(engine).plain();
    try (StatementLog log = StatementLog.of(engine, List.of(server));
        HikariDataSource pool =
            pool(
                server.jdbcUrl(DATABASE)
                    + "?user="
                    + StatementLog.USER
                    + "&password="
                    + StatementLog.PASSWORD)) {
      plain = sent(log, pool, RoundTripsTest::transaction);
    }
    try (AutoCloseable master = TestCluster.of(engine).idleMaster();
        StatementLog log = StatementLog.of(engine, SharedServers.of(engine).leaves());
        HikariDataSource pool = pool(StatementLog.url(engine, DATABASE))) {
      assertThat(sent(log, pool, RoundTripsTest::transaction))
          .hasSizeLessThanOrEqualTo(plain.size())
          .filteredOn(sql -> sql.contains("note"))
          .hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aQueryOfAllPartitionsAsksEachLeafOnce(Engine engine) throws Exception {
    create(engine);
    try (AutoCloseable master = TestCluster.of(engine).idleMaster();
        StatementLog log = StatementLog.of(engine, SharedServers.of(engine).leaves());
        HikariDataSource pool = pool(StatementLog.url(engine, DATABASE))) {
      int leaves = SharedServers.of(engine).leaves().size();
      assertThat(sent(log, pool, RoundTripsTest::count)).hasSize(leaves);
      assertThat(sent(log, pool, RoundTripsTest::ordered)).hasSize(leaves);
    }
  }

  /** Does the work, and once more when all that is only done once is done; what that sent. */
  private static List<String> sent(StatementLog log, HikariDataSource pool, Work work)
      throws Exception {
    List<String> sent = new ArrayList<>();
    // An INSERT has a new key each time, so its plan is there but its row is not.
    for (int i = 0; i < 2; i++) {
      log.clear();
      try (Connection connection = pool.getConnection()) {
        work.on(connection);
      }
      sent = log.sent();
    }
    return sent;
  }

  private static void select(Connection connection, int id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT note FROM entry WHERE id = ?")) {
      statement.setInt(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).startsWith("note");
      }
    }
  }

  private static void literal(Connection connection, int id) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT note FROM entry WHERE id = " + id)) {
      assertThat(rows.next()).isTrue();
    }
  }

  private static void update(Connection connection, int id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE entry SET note = ? WHERE id = ?")) {
      statement.setString(1, "note of " + id);
      statement.setInt(2, id);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private static void insert(Connection connection, int firstId) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO entry (id, note) VALUES (?, ?)")) {
      statement.setInt(1, firstId + (int) (System.nanoTime() % 1_000_000_000));
      statement.setString(2, "note");
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private static void transaction(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    select(connection, 5);
    update(connection, 5);
    select(connection, 5);
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static void count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM entry")) {
      assertThat(rows.next()).isTrue();
    }
  }

  private static void ordered(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM entry ORDER BY id LIMIT 3")) {
      assertThat(rows.next()).isTrue();
    }
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(1);
    return new HikariDataSource(config);
  }

  /** The same table in the cluster and on the plain server. */
  private static void create(Engine engine) throws SQLException {
    TestCluster cluster = TestCluster.of(engine);
    create(cluster.url(""), cluster.url(DATABASE), " PARTITIONS 8");
    create(cluster.plainUrl(""), cluster.plainUrl(DATABASE), "");
  }

  private static void create(String url, String databaseUrl, String partitions)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + DATABASE);
      statement.execute("CREATE DATABASE " + DATABASE + partitions);
    }
    try (Connection connection = DriverManager.getConnection(databaseUrl);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE entry (id INT PRIMARY KEY, note VARCHAR(40))");
      for (int id = 1; id <= 20; id++) {
        statement.execute("INSERT INTO entry VALUES (" + id + ", 'note of " + id + "')");
      }
    }
  }
}
