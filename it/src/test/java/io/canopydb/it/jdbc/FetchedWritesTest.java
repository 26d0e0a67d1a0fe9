package io.canopydb.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What gives rows and writes is done when its rows are there, however many are fetched at a time.
 */
class FetchedWritesTest {
  private static final List<String> WRITES =
      List.of(
          "INSERT INTO t VALUES (1, 'a') RETURNING id",
          "INSERT INTO t VALUES (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e') RETURNING id",
          "UPDATE t SET v = 'x' WHERE id = 1 RETURNING id, v",
          "UPDATE t SET v = v || 'y' RETURNING id, v",
          "INSERT INTO t VALUES (1, 'z') ON CONFLICT (id) DO UPDATE SET v = 'upsert' RETURNING v",
          "WITH gone AS (DELETE FROM t WHERE id = 2 RETURNING id) SELECT id FROM gone",
          "SELECT written()",
          "SELECT written() FROM t WHERE id = 3",
          "SELECT n, written() FROM generate_series(1, 5) AS g (n)",
          "INSERT INTO r VALUES (1), (2) RETURNING id",
          "DELETE FROM t WHERE id IN (3, 4) RETURNING id");

  @Test
  void areDone() throws SQLException {
    try (BothSides sides = BothSides.create(Engine.POSTGRESQL, "fetched_writes")) {
      sides.run("CREATE TABLE t (id INT PRIMARY KEY, v TEXT)");
      sides.run("CREATE TABLE r (id INT PRIMARY KEY) /*canopy reference */");
      sides.run(
          "CREATE FUNCTION written() RETURNS INT LANGUAGE plpgsql AS $$ BEGIN"
              + " PERFORM set_config('canopy.test', 'x', false); RETURN 1; END $$");
      for (int rows : new int[] {0, 1, 2, 100}) {
        for (boolean all : new boolean[] {true, false}) {
          List<List<String>> found = new ArrayList<>();
          for (Connection connection : sides.each()) {
            found.add(written(connection, rows, all));
          }
          assertThat(found.get(1)).as("fetching %d at a time", rows).isEqualTo(found.get(0));
        }
      }
    }
  }

  private static List<String> written(Connection connection, int fetchSize, boolean all)
      throws SQLException {
    List<String> seen = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        Statement reader = connection.createStatement()) {
      statement.execute("DELETE FROM t");
      statement.execute("DELETE FROM r");
      statement.setFetchSize(fetchSize);
      for (String write : WRITES) {
        try (ResultSet rows = statement.executeQuery(write)) {
          int count = 0;
          while (rows.next() && (all || count < 1)) {
            count++;
          }
          seen.add(write + ": " + count);
        }
        for (String table : List.of("t", "r")) {
          try (ResultSet rows = reader.executeQuery("SELECT * FROM " + table + " ORDER BY id")) {
            while (rows.next()) {
              seen.add(table + rows.getString(1) + (table.equals("t") ? rows.getString(2) : ""));
            }
          }
        }
      }
    }
    return seen;
  }
}
