package io.canopydb.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session that only reads is answered every query, those that ship rows between leaves too. */
class ReadOnlyTest {
  private static final List<String> QUERIES =
      List.of(
          "SELECT COUNT(*) FROM t",
          "SELECT AVG(n) FROM t",
          "SELECT DISTINCT n FROM t ORDER BY n",
          "SELECT a.id, b.id FROM t a JOIN t b ON a.n = b.id ORDER BY a.id",
          "SELECT /*canopy broadcast */ a.id, b.id FROM t a JOIN t b ON a.n = b.id ORDER BY a.id",
          "SELECT a.id, r.name FROM t a JOIN t b ON a.n = b.id JOIN r ON r.id = b.n ORDER BY a.id");

  @ParameterizedTest
  @EnumSource(Engine.class)
  void everyQueryIsAnswered(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_read_only")) {
      sides.run(
          "CREATE TABLE t (id INT PRIMARY KEY, n INT)",
          "CREATE TABLE r (id INT PRIMARY KEY, name VARCHAR(10)) /*canopy reference */",
          "INSERT INTO t VALUES (1, 2), (2, 3), (3, 1), (4, 5), (5, 4), (6, 6), (7, 7)",
          "INSERT INTO r VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four')");
      for (boolean autoCommit : new boolean[] {true, false}) {
        List<List<String>> found = new ArrayList<>();
        for (Connection connection : sides.each()) {
          connection.setReadOnly(true);
          connection.setAutoCommit(autoCommit);
          found.add(rows(connection));
          if (!autoCommit) {
            // With autocommit PostgreSQL's own driver takes it for a hint.
            assertRefusesWrites(connection);
            connection.rollback();
          }
          connection.setAutoCommit(true);
          connection.setReadOnly(false);
        }
        assertThat(found.get(1)).as("autocommit %s", autoCommit).isEqualTo(found.get(0));
      }
      List<List<String>> found = new ArrayList<>();
      for (Connection connection : sides.each()) {
        BothSides.runOn(connection, "START TRANSACTION READ ONLY");
        found.add(rows(connection));
        assertRefusesWrites(connection);
        BothSides.runOn(connection, "ROLLBACK");
        // The next one may write.
        BothSides.runOn(connection, "UPDATE t SET n = n WHERE id = 1");
      }
      assertThat(found.get(1)).isEqualTo(found.get(0));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void everyQueryMayComeFirst(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_read_first")) {
      sides.run(
          "CREATE TABLE t (id INT PRIMARY KEY, n INT)",
          "CREATE TABLE r (id INT PRIMARY KEY, name VARCHAR(10)) /*canopy reference */",
          "INSERT INTO t VALUES (1, 2), (2, 3), (3, 1), (4, 5), (5, 4), (6, 6), (7, 7)",
          "INSERT INTO r VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four')");
      List<List<String>> found = new ArrayList<>();
      for (Connection connection : sides.each()) {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        List<String> all = new ArrayList<>();
        for (String query : QUERIES) {
          all.addAll(rows(connection, query));
          connection.commit();
        }
        connection.setAutoCommit(true);
        connection.setReadOnly(false);
        found.add(all);
      }
      assertThat(found.get(1)).isEqualTo(found.get(0));
    }
  }

  private static void assertRefusesWrites(Connection connection) {
    assertThatThrownBy(
            () -> {
              try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE t SET n = 0 WHERE id = 1");
              }
            })
        .isInstanceOf(SQLException.class);
  }

  private static List<String> rows(Connection connection) throws SQLException {
    List<String> all = new ArrayList<>();
    for (String sql : QUERIES) {
      all.addAll(rows(connection, sql));
    }
    return all;
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int width = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= width; i++) {
          row.append(rows.getString(i)).append('|');
        }
        all.add(row.toString());
      }
    }
    return all;
  }
}
