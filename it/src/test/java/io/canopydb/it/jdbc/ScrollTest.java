package io.canopydb.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A scroll-insensitive result moves as that of one plain server, and does not change. */
class ScrollTest {

  /** A move in a result. */
  @FunctionalInterface
  private interface Move {
    boolean in(ResultSet rows) throws SQLException;
  }

  private static Move then(MoveWithoutAnswer move) {
    return rows -> {
      move.in(rows);
      return true;
    };
  }

  /** A move that says nothing. */
  @FunctionalInterface
  private interface MoveWithoutAnswer {
    void in(ResultSet rows) throws SQLException;
  }

  private static final List<Move> MOVES =
      List.of(
          ResultSet::next,
          ResultSet::last,
          ResultSet::next,
          ResultSet::previous,
          ResultSet::first,
          ResultSet::previous,
          ResultSet::next,
          rows -> rows.absolute(5),
          rows -> rows.relative(2),
          rows -> rows.relative(-3),
          rows -> rows.absolute(-1),
          rows -> rows.absolute(99),
          rows -> rows.relative(-1),
          rows -> rows.absolute(-99),
          rows -> rows.absolute(0),
          rows -> rows.relative(1),
          then(ResultSet::afterLast),
          ResultSet::previous,
          then(ResultSet::beforeFirst),
          ResultSet::next,
          rows -> rows.relative(0));

  @ParameterizedTest
  @EnumSource(Engine.class)
  void itMovesAlikeAndDoesNotChange(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_scroll")) {
      sides.run(
          "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(10))",
          "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e'), (6, 'f'),"
              + " (7, 'g'), (8, 'h'), (9, 'i')");
      for (String query :
          List.of(
              "SELECT id, name FROM t ORDER BY id",
              "SELECT id, name FROM t WHERE id > 99",
              "SELECT id, name FROM t WHERE id = 3",
              "SELECT MAX(id), name FROM t GROUP BY name ORDER BY name DESC")) {
        assertThat(walk(sides.canopy(), query, 0))
            .as(query)
            .isEqualTo(walk(sides.plain(), query, 0));
      }
      assertThat(walk(sides.canopy(), "SELECT id, name FROM t ORDER BY id", 4))
          .isEqualTo(walk(sides.plain(), "SELECT id, name FROM t ORDER BY id", 4));
    }
  }

  /** Where it stands after each move; meanwhile another statement deletes and restores a row. */
  private static List<String> walk(Connection connection, String query, int maxRows)
      throws SQLException {
    List<String> places = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                query, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        Statement other = connection.createStatement()) {
      statement.setMaxRows(maxRows);
      try (ResultSet rows = statement.executeQuery()) {
        other.executeUpdate("DELETE FROM t WHERE id = 3");
        for (Move move : MOVES) {
          boolean onRow = move.in(rows);
          places.add(
              onRow
                  + " row "
                  + rows.getRow()
                  + (rows.isBeforeFirst() ? " before" : "")
                  + (rows.isAfterLast() ? " after" : "")
                  + (rows.isFirst() ? " first" : "")
                  + (rows.getRow() > 0 ? rows.getInt(1) + rows.getString("name") : ""));
        }
      } finally {
        other.executeUpdate("INSERT INTO t VALUES (3, 'c')");
      }
    }
    return places;
  }
}
