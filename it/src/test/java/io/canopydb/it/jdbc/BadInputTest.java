package io.canopydb.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.canopydb.it.system.TestCluster;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.ZooKeeperStore;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is wrong is refused with the right SQLSTATE, and the connection goes on. */
class BadInputTest {

  private static Throwable refusal(String url) {
    return catchThrowableOfType(
        SQLException.class,
        () -> {
          try (Connection connection = DriverManager.getConnection(url)) {
            connection.isClosed();
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void anUnknownDatabaseAndAWrongPasswordAreSaid(Engine engine) throws SQLException {
    BothSides.create(engine, "jdbc_bad_login").close();
    TestCluster cluster = TestCluster.of(engine);
    assertThat(refusal(cluster.url("jdbc_no_such")))
        .isInstanceOf(SQLSyntaxErrorException.class)
        .hasMessageContaining("unknown database 'jdbc_no_such'");
    String url = cluster.url("jdbc_bad_login");
    Throwable wrong = refusal(url.replaceFirst("password=[^&]*", "password=open-sesame"));
    assertThat(wrong)
        .isInstanceOfSatisfying(
            SQLInvalidAuthorizationSpecException.class,
            e -> assertThat(e.getSQLState()).startsWith("28"))
        .hasMessageContaining("refused user");
    assertThat(wrong.toString()).doesNotContain("open-sesame");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void withoutZooKeeperOrLeavesItFailsInTime(Engine engine) throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    long start = System.nanoTime();
    assertThat(refusal("jdbc:canopy://127.0.0.1:" + closed + "/shop?connectTimeout=500"))
        .isInstanceOf(SQLTransientConnectionException.class)
        .hasMessageContaining("ZooKeeper at 127.0.0.1:" + closed);

    // Each attempt is to see the newest metadata, and not what a lingering cluster applied so far.
    String url = TestCluster.of(engine).url("") + "&clusterLinger=0";
    String zooKeeper = url.substring("jdbc:canopy://".length(), url.lastIndexOf('/'));
    String root = "/without-" + engine;
    assertThat(refusal(url + "&namespace=" + root))
        .isInstanceOf(SQLNonTransientConnectionException.class)
        .hasMessageContaining("canopy init");
    ZooKeeperStore.create(zooKeeper + root, engine);
    assertThat(refusal(url + "&namespace=" + root))
        .isInstanceOf(SQLTransientConnectionException.class)
        .hasMessageContaining("no online leaf");
    try (ZooKeeperStore store =
        ZooKeeperStore.connect(zooKeeper + root, Aggregator.Kind.MANAGER, "localhost", 0)) {
      store.update(
          snapshot ->
              snapshot.withLeaf(
                  new Leaf(
                      1,
                      "127.0.0.1",
                      closed,
                      engine,
                      "0",
                      1,
                      LeafState.ONLINE,
                      new LeafAccount("unused", "unused"))));
    }
    assertThat(refusal(url + "&namespace=" + root))
        .isInstanceOf(SQLTransientConnectionException.class)
        .hasMessageContaining("leaf 127.0.0.1:" + closed);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
  }

  private static List<Integer> ids(Connection connection) throws SQLException {
    List<Integer> ids = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM t ORDER BY id")) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
    return ids;
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void anInsertDoesNotUpdateAShardKey(Engine engine) throws SQLException {
    String sql =
        switch (engine) {
          case MYSQL -> "INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE id = 11";
          case POSTGRESQL -> "INSERT INTO t VALUES (1) ON CONFLICT (id) DO UPDATE SET id = 11";
        };
    try (BothSides sides = BothSides.create(engine, "jdbc_bad_update");
        Statement statement = sides.canopy().createStatement()) {
      sides.run("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2), (3)");
      for (boolean autoCommit : new boolean[] {true, false}) {
        sides.canopy().setAutoCommit(autoCommit);
        Throwable refused =
            catchThrowableOfType(SQLException.class, () -> statement.executeUpdate(sql));
        assertThat(refused)
            .isInstanceOf(SQLFeatureNotSupportedException.class)
            .hasMessageContaining("shard key");
        if (!autoCommit) {
          sides.canopy().rollback();
        }
        assertThat(ids(sides.canopy())).containsExactly(1, 2, 3);
      }
    }
  }

  /** The outcome of a statement: the ids that are there, or the class of its SQLSTATE. */
  private static String outcome(Connection connection, String sql, List<String> parameters)
      throws SQLException {
    String outcome;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setString(i + 1, parameters.get(i));
      }
      if (statement.execute()) {
        StringBuilder found = new StringBuilder("rows");
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            found.append(' ').append(rows.getString(1));
          }
        }
        outcome = found.toString();
      } else {
        outcome = "count " + statement.getUpdateCount();
      }
    } catch (SQLException e) {
      outcome = "failure";
    }
    return outcome + ", then " + ids(connection);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whatDoesNotConvertToTheKeysTypeIsTheEnginesToJudge(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_bad_value")) {
      sides.run("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (0), (7), (8)");
      for (String sql :
          List.of(
              "INSERT INTO t VALUES ('abc')",
              "INSERT INTO t VALUES (99999999999)",
              "INSERT INTO t VALUES (1), ('x'), (2)",
              "SELECT id FROM t WHERE id = 'abc'",
              "SELECT id FROM t WHERE id = '7'",
              "SELECT id FROM t WHERE id = 7.5",
              "SELECT id FROM t WHERE id = 99999999999",
              "SELECT id FROM t WHERE id IN (7, NULL) ORDER BY id",
              "DELETE FROM t WHERE id = '7x'",
              "SELECT id FROM t WHERE id =",
              "SELEC id FROM t",
              "SELECT nothing FROM t",
              "SELECT id FROM no_such_table",
              "INSERT INTO t VALUES (1, 2)",
              "INSERT INTO t VALUES (NULL)",
              "INSERT INTO t VALUES (7)")) {
        assertThat(outcome(sides.canopy(), sql, List.of()))
            .as(sql)
            .isEqualTo(outcome(sides.plain(), sql, List.of()));
      }
      for (String value : List.of("abc", "", "7", " 8 ", "1e1")) {
        for (String sql : List.of("SELECT id FROM t WHERE id = ?", "INSERT INTO t VALUES (?)")) {
          assertThat(outcome(sides.canopy(), sql, List.of(value)))
              .as(sql + " with '" + value + "'")
              .isEqualTo(outcome(sides.plain(), sql, List.of(value)));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void failuresHaveTheEnginesSqlState(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_bad_state")) {
      sides.run(
          "CREATE TABLE t (id INT PRIMARY KEY, n INT NOT NULL)", "INSERT INTO t VALUES (1, 1)");
      for (String sql :
          List.of(
              "INSERT INTO t VALUES (1, 2)",
              "INSERT INTO t VALUES (2, NULL)",
              "SELECT nothing FROM t",
              "SELECT id FROM no_such_table",
              "SELECT no_such_function(id) FROM t",
              "CREATE TABLE t (id INT PRIMARY KEY)",
              "DROP TABLE no_such_table")) {
        assertThat(state(sides.canopy(), sql)).as(sql).isEqualTo(state(sides.plain(), sql));
      }
      assertThat(state(sides.canopy(), "SELEC 1")).startsWith("42");
      assertThat(state(sides.canopy(), "SELECT id FROM t WHERE (id = 1")).startsWith("42");
      assertThat(ids(sides.canopy())).containsExactly(1);
    }
  }

  private static String state(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return "none";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }
}
