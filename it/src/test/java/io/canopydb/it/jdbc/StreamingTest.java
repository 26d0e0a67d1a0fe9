package io.canopydb.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A result that is several times the heap is read by fetch size. With {@code
 * -Dcanopy.stream.times=67} it has ten million rows.
 */
class StreamingTest {
  /** The rows of the table; the result has each so many times. */
  private static final int ROWS = 150_000;

  private static final int TIMES = Integer.getInteger("canopy.stream.times", 1);
  private static final int WIDTH = 600;

  /** Megabytes: half of what the rows take on the wire. */
  private static final int HEAP = 48;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aResultLargerThanTheHeapIsStreamed(Engine engine) throws Exception {
    try (BothSides sides = BothSides.open(engine, created(engine))) {
      fill(sides);
      String expected =
          (long) ROWS * TIMES
              + " rows, sum "
              + (long) TIMES * ROWS * (ROWS - 1) / 2
              + ", "
              + (long) TIMES * ROWS * WIDTH;
      for (String order : new String[] {"", " ORDER BY id"}) {
        assertThat(
                SmallHeap.stream(
                    directory,
                    HEAP,
                    Duration.ofMinutes(2L * TIMES),
                    sides.url(),
                    "SELECT id, REPEAT(x, " + WIDTH + ") FROM wide, times" + order))
            .as("query%s", order)
            .contains(expected + " characters");
      }
    }
  }

  private static String created(Engine engine) throws SQLException {
    String database = "jdbc_streaming";
    BothSides.create(engine, database).close();
    return database;
  }

  /** The rows are short where they lie, and long where they are read. */
  private static void fill(BothSides sides) throws SQLException {
    try (var statement = sides.canopy().createStatement()) {
      statement.execute("CREATE TABLE wide (id INT PRIMARY KEY, x CHAR(1))");
      statement.execute("CREATE REFERENCE TABLE times (n INT PRIMARY KEY)");
      for (int n = 0; n < TIMES; n++) {
        statement.execute("INSERT INTO times VALUES (" + n + ")");
      }
    }
    try (PreparedStatement insert =
        sides.canopy().prepareStatement("INSERT INTO wide VALUES (?, 'x')")) {
      for (int id = 0; id < ROWS; id++) {
        insert.setInt(1, id);
        insert.addBatch();
        if (id % 20_000 == 19_999) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }
}
