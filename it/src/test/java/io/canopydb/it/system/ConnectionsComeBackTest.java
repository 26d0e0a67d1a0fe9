package io.canopydb.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements that fail on a leaf give its connection back, however they are run. */
class ConnectionsComeBackTest {

  /** More than a leaf's pool has. */
  private static final int TIMES = 25;

  @ParameterizedTest
  @EnumSource
  void afterQueriesThatFail(Engine engine) throws SQLException {
    // More than one row: on one partition, on each partition, and after rows were gathered.
    failing(
        engine,
        List.of(
            "SELECT (SELECT n FROM two), id FROM item WHERE id = 1",
            "SELECT (SELECT n FROM two), id FROM item",
            "SELECT (SELECT n FROM item), a.id FROM item a JOIN item b ON a.n = b.n",
            "SELECT /*canopy broadcast */ (SELECT n FROM two), a.id FROM item a JOIN item b ON a.n ="
                + " b.n"));
  }

  @ParameterizedTest
  @EnumSource(names = "POSTGRESQL")
  void afterWritesThatFailAndWouldGiveRows(Engine engine) throws SQLException {
    failing(
        engine,
        List.of(
            "UPDATE item SET n = (SELECT n FROM two) WHERE id = 1 RETURNING id",
            "UPDATE item SET n = (SELECT n FROM two) RETURNING id",
            "UPDATE two SET n = (SELECT n FROM two) RETURNING n",
            "INSERT INTO item VALUES (1, 1), (50, 1) RETURNING id",
            "INSERT INTO item VALUES (50, (SELECT n FROM two)) RETURNING id"));
  }

  private static void failing(Engine engine, List<String> statements) throws SQLException {
    TestCluster cluster = TestCluster.of(engine);
    try (Connection admin = DriverManager.getConnection(cluster.url(""));
        Statement statement = admin.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS come_back");
      statement.execute("CREATE DATABASE come_back PARTITIONS 8");
    }
    try (Connection connection = DriverManager.getConnection(cluster.url("come_back"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE item (id INT NOT NULL PRIMARY KEY, n INT)");
      statement.execute("CREATE REFERENCE TABLE two (n INT NOT NULL PRIMARY KEY)");
      statement.execute(
          "INSERT INTO item VALUES (1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 1),"
              + " (9, 1), (10, 1), (11, 1), (12, 1), (13, 1), (14, 1), (15, 1), (16, 1)");
      statement.execute("INSERT INTO two VALUES (1), (2)");
      for (String sql : statements) {
        for (int i = 0; i < TIMES; i++) {
          assertThatThrownBy(() -> statement.execute(sql))
              .as(sql)
              .isInstanceOfSatisfying(
                  SQLException.class, e -> assertThat(e.getSQLState()).doesNotStartWith("08"));
        }
        try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM item")) {
          rows.next();
          assertThat(rows.getInt(1)).isEqualTo(16);
        }
      }
    }
  }
}
