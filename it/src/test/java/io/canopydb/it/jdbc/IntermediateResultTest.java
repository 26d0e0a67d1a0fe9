package io.canopydb.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a statement moves from leaf to leaf has a limit, which the cluster's variable says. */
class IntermediateResultTest {
  private static final int ROWS = 600;

  /** So that a table is larger than the least limit, and none of its rows is. */
  private static final int WIDTH = 4_000;

  @ParameterizedTest
  @CsvSource({
    "MYSQL, repartition", "MYSQL, broadcast", "MYSQL, gather",
    "POSTGRESQL, repartition", "POSTGRESQL, broadcast", "POSTGRESQL, gather"
  })
  void moreThanTheLimitIsRefused(Engine engine, String way) throws SQLException {
    String database = "jdbc_intermediate";
    BothSides.create(engine, database).close();
    try (BothSides sides = BothSides.open(engine, database)) {
      Connection canopy = sides.canopy();
      for (String table : new String[] {"a", "b"}) {
        BothSides.runOn(canopy, "CREATE TABLE " + table + " (id INT PRIMARY KEY, n INT, t TEXT)");
        fill(canopy, table);
      }
      String query =
          "SELECT /*canopy "
              + way
              + " */ COUNT(*), MAX(a.t), MAX(b.t) FROM a JOIN b ON a.n = b.n AND a.id <> b.n";
      assertThat(count(canopy, query)).isPositive();
      BothSides.runOn(canopy, "SET GLOBAL max_intermediate_result_mb = 1");
      try {
        assertThatThrownBy(() -> count(canopy, query))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("larger than 1 MB")
            .hasMessageContaining("max_intermediate_result_mb")
            .extracting(e -> ((SQLException) e).getErrorCode())
            .isEqualTo(2010);
        // The connection is as good as before.
        assertThat(count(canopy, "SELECT COUNT(*) FROM a")).isEqualTo(ROWS);
      } finally {
        BothSides.runOn(canopy, "SET GLOBAL max_intermediate_result_mb = 10240");
      }
      assertThat(count(canopy, query)).isPositive();
    }
  }

  private static long count(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void fill(Connection connection, String table) throws SQLException {
    String text = "x".repeat(WIDTH);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?)")) {
      for (int id = 0; id < ROWS; id++) {
        insert.setInt(1, id);
        insert.setInt(2, ROWS - id);
        insert.setString(3, text);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
