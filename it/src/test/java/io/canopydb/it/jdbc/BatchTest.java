package io.canopydb.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.canopydb.metadata.model.Engine;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches do, and count, what they do on one plain server. */
class BatchTest {

  /** Sets the parameters of a row. */
  @FunctionalInterface
  private interface RowSetter {
    void set(PreparedStatement statement, int row) throws SQLException;
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void countsAreThoseOfThePlainServer(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_batch")) {
      sides.run("CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20), n INT)");
      RowSetter inserted =
          (statement, row) -> {
            statement.setInt(1, row);
            statement.setString(2, "name" + row);
          };
      assertThat(alike(sides, "INSERT INTO t VALUES (?, ?, 0)", 500, inserted))
          .hasSize(500)
          .containsOnly(1);
      alike(sides, "UPDATE t SET n = n + 1 WHERE id < ?", 5, (s, row) -> s.setInt(1, 10 * row));
      alike(sides, "UPDATE t SET n = 7 WHERE id = ?", 20, (s, row) -> s.setInt(1, 490 + row));
      alike(sides, "DELETE FROM t WHERE id = ?", 20, (s, row) -> s.setInt(1, 495 + row));
      alike(
          sides,
          sides.sql(
              "INSERT INTO t VALUES (?, ?, 0) ON DUPLICATE KEY UPDATE n = n + 100",
              "INSERT INTO t VALUES (?, ?, 0) ON CONFLICT (id) DO UPDATE SET n = t.n + 100"),
          10,
          (s, row) -> inserted.set(s, 490 + row));
      alike(
          sides,
          sides.sql(
              "INSERT IGNORE INTO t VALUES (?, ?, 0)",
              "INSERT INTO t VALUES (?, ?, 0) ON CONFLICT DO NOTHING"),
          10,
          (s, row) -> inserted.set(s, 495 + row));
      assertThat(rows(sides.canopy())).isEqualTo(rows(sides.plain()));
    }
  }

  /** Runs a batch on both sides; the counts, which must be the same. */
  private static int[] alike(BothSides sides, String sql, int rows, RowSetter setter)
      throws SQLException {
    List<int[]> counts = new ArrayList<>();
    for (Connection connection : sides.each()) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (int row = 0; row < rows; row++) {
          setter.set(statement, row);
          statement.addBatch();
        }
        counts.add(statement.executeBatch());
        assertThat(statement.executeBatch()).isEmpty();
      }
    }
    assertThat(counts.get(1)).as(sql).containsExactly(counts.get(0));
    return counts.get(1);
  }

  private static List<String> rows(Connection connection) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, name, n FROM t ORDER BY id")) {
      while (rows.next()) {
        all.add(rows.getInt(1) + "|" + rows.getString(2) + "|" + rows.getInt(3));
      }
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void textsAreCountedOneByOne(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_batch_text")) {
      sides.run("CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20), n INT)");
      List<int[]> counts = new ArrayList<>();
      for (Connection connection : sides.each()) {
        try (Statement statement = connection.createStatement()) {
          statement.addBatch("INSERT INTO t VALUES (1, 'a', 0), (2, 'b', 0), (3, 'c', 0)");
          statement.addBatch("UPDATE t SET n = 1");
          statement.addBatch("DELETE FROM t WHERE id = 9");
          statement.addBatch("DELETE FROM t WHERE id = 2");
          counts.add(statement.executeBatch());
        }
      }
      assertThat(counts.get(1)).containsExactly(counts.get(0)).containsExactly(3, 3, 0, 1);
    }
  }

  /** Rows that go to one leaf go there together; MySQL's servers count their statements. */
  @ParameterizedTest
  @EnumSource(value = Engine.class, names = "MYSQL")
  void rowsAreGroupedByLeaf(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_batch_grouped")) {
      sides.run("CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20), n INT)");
      long before = BothSides.insertsOnLeaves();
      try (PreparedStatement insert =
          sides.canopy().prepareStatement("INSERT INTO t VALUES (?, 'x', 0)")) {
        for (int row = 0; row < 1_000; row++) {
          insert.setInt(1, row);
          insert.addBatch();
        }
        assertThat(insert.executeBatch()).hasSize(1_000).containsOnly(1);
      }
      // One for each of five partitions, and the decision to commit on all leaves.
      assertThat(BothSides.insertsOnLeaves() - before).isEqualTo(5 + 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void eachKeyBelongsToItsRow(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_batch_keys")) {
      sides.run(
          sides.sql(
              "CREATE TABLE t (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
              "CREATE TABLE t (id BIGSERIAL PRIMARY KEY, name VARCHAR(20))"));
      List<String> labels = new ArrayList<>();
      for (Connection connection : sides.each()) {
        List<Long> keys = new ArrayList<>();
        try (PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO t (name) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
          for (int row = 0; row < 100; row++) {
            insert.setString(1, "name" + row);
            insert.addBatch();
          }
          assertThat(insert.executeBatch()).hasSize(100).containsOnly(1);
          try (ResultSet generated = insert.getGeneratedKeys()) {
            labels.add(generated.getMetaData().getColumnLabel(1));
            while (generated.next()) {
              keys.add(generated.getLong(1));
            }
          }
        }
        assertThat(keys).hasSize(100).doesNotHaveDuplicates();
        try (PreparedStatement select =
            connection.prepareStatement("SELECT name FROM t WHERE id = ?")) {
          for (int row = 0; row < 100; row += 9) {
            select.setLong(1, keys.get(row));
            try (ResultSet rows = select.executeQuery()) {
              assertThat(rows.next()).isTrue();
              assertThat(rows.getString(1)).isEqualTo("name" + row);
            }
          }
        }
      }
      assertThat(labels.get(1)).isEqualTo(labels.get(0));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aRowThatFailsLeavesNothingHalfWritten(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_batch_fails")) {
      sides.run(
          "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20), n INT)",
          "INSERT INTO t VALUES (40, 'old', 0)");
      Connection connection = sides.canopy();
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO t VALUES (?, 'new', 0)")) {
        for (boolean autoCommit : new boolean[] {true, false}) {
          connection.setAutoCommit(autoCommit);
          for (int id : IntStream.range(0, 100).toArray()) {
            insert.setInt(1, id);
            insert.addBatch();
          }
          BatchUpdateException failure =
              catchThrowableOfType(BatchUpdateException.class, insert::executeBatch);
          assertThat(failure.getSQLState()).startsWith("23");
          assertThat(IntStream.of(failure.getUpdateCounts()))
              .allMatch(count -> count == Statement.EXECUTE_FAILED);
          if (!autoCommit) {
            connection.rollback();
            connection.setAutoCommit(true);
          }
          assertThat(rows(connection)).containsExactly("40|old|0");
        }
        // The failed rows are gone from the batch.
        insert.setInt(1, 1);
        insert.addBatch();
        assertThat(insert.executeBatch()).containsExactly(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void updatesOfARowKeepTheirOrderAndAreUndoneTogether(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_batch_updates")) {
      sides.run("CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20), n INT, CHECK (n < 1000))");
      alike(sides, "INSERT INTO t VALUES (?, 'x', 1)", 30, (s, row) -> s.setInt(1, row));
      String update = "UPDATE t SET n = n * ? + 1 WHERE id = ?";
      alike(
          sides,
          update,
          90,
          (statement, row) -> {
            statement.setInt(1, row / 30 + 2);
            statement.setInt(2, row % 30);
          });
      assertThat(rows(sides.canopy())).isEqualTo(rows(sides.plain()));
      Connection connection = sides.canopy();
      List<String> before = rows(connection);
      try (PreparedStatement statement = connection.prepareStatement(update)) {
        for (boolean autoCommit : new boolean[] {true, false}) {
          connection.setAutoCommit(autoCommit);
          for (int id = 0; id < 30; id++) {
            statement.setInt(1, id == 20 ? 1_000 : 1);
            statement.setInt(2, id);
            statement.addBatch();
          }
          BatchUpdateException failure =
              catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
          assertThat(failure.getSQLState()).isEqualTo(sides.sql("HY000", "23514"));
          if (!autoCommit) {
            connection.rollback();
            connection.setAutoCommit(true);
          }
          assertThat(rows(connection)).isEqualTo(before);
        }
      }
    }
  }
}
