package io.canopydb.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A join of tables that do not lie together, and are larger than the heap: their rows flow through
 * the aggregator to the leaf that joins them. With {@code -Dcanopy.join.rows=5000000} each table
 * has five million rows, and the heap 128 MB.
 */
class JoinMemoryTest {
  private static final int FEW = 60_000;
  private static final int ROWS = Integer.getInteger("canopy.join.rows", FEW);

  /** Short texts where there are many of them: the disk has its limits too. */
  private static final int WIDTH = ROWS > FEW ? 40 : 400;

  private static final int MEGABYTES = ROWS > FEW ? 128 : 32;
  private static final int IN_A_BATCH = 10_000;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void rowsFlowThroughTheAggregator(Engine engine) throws Exception {
    String database = "jdbc_join_memory";
    BothSides.create(engine, database).close();
    try (BothSides sides = BothSides.open(engine, database)) {
      for (String table : new String[] {"a", "b"}) {
        BothSides.runOn(
            sides.canopy(), "CREATE TABLE " + table + " (id INT PRIMARY KEY, n INT, t TEXT)");
        fill(sides.url(), table);
      }
      String expected =
          ROWS
              + " rows, sum "
              + (long) ROWS * (ROWS - 1) / 2
              + ", "
              + 2L * ROWS * WIDTH
              + " characters";
      assertThat(
              SmallHeap.stream(
                  directory,
                  MEGABYTES,
                  Duration.ofMinutes(2).plusSeconds(ROWS / 5_000),
                  sides.url(),
                  "SELECT a.id, CONCAT(a.t, b.t) FROM a JOIN b ON a.n = b.n"))
          .contains(expected);
      BothSides.runOn(sides.canopy(), "DROP TABLE a", "DROP TABLE b");
    }
  }

  private static void fill(String url, String table) throws SQLException {
    String text = "x".repeat(WIDTH);
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?)")) {
      for (int id = 0; id < ROWS; id++) {
        insert.setInt(1, id);
        insert.setInt(2, ROWS - id);
        insert.setString(3, text);
        insert.addBatch();
        if (id % IN_A_BATCH == IN_A_BATCH - 1) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }
}
