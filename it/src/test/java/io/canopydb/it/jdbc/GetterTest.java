package io.canopydb.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every getter on every type gives what the engine's own driver gives. */
class GetterTest {

  /**
   * Rows that were copied are read from what getObject and getString gave. These differ from a row
   * on a leaf: they read the bytes of the wire, a day out of a time alone, or one character as a
   * number.
   */
  private static final Set<String> OF_THE_WIRE =
      Set.of(
          "Bytes",
          "AsciiStream",
          "BinaryStream",
          "CharacterStream",
          "Blob",
          "Clob",
          "Byte",
          "Object of Byte",
          "Object of byte[]",
          "Object of UUID",
          "Date of Tokyo",
          "SQLXML",
          "Array");

  @ParameterizedTest
  @EnumSource(Engine.class)
  void rowsOnLeavesAreReadExactly(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_getters")) {
      AllTypes.create(sides);
      for (int id = 1; id <= 4; id++) {
        compare(sides, "SELECT * FROM types WHERE id = " + id, ResultSet.TYPE_FORWARD_ONLY, true);
      }
      compare(sides, "SELECT * FROM types ORDER BY id DESC", ResultSet.TYPE_FORWARD_ONLY, true);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void copiedRowsAreReadAlike(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_getters_copied")) {
      AllTypes.create(sides);
      compare(sides, "SELECT * FROM types ORDER BY id", ResultSet.TYPE_SCROLL_INSENSITIVE, false);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void computedRowsAreReadAlike(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_getters_computed")) {
      AllTypes.create(sides);
      // No equality: JSON, XML.
      Set<String> without = Set.of("j", "js", "xm");
      List<String> different = new ArrayList<>();
      for (String name : AllTypes.names(sides)) {
        if (!without.contains(name)) {
          different.addAll(
              differences(
                  sides,
                  "SELECT " + name + ", COUNT(*) FROM types GROUP BY " + name + " ORDER BY 1",
                  ResultSet.TYPE_FORWARD_ONLY,
                  false));
        }
      }
      assertThat(different).isEmpty();
    }
  }

  private static void compare(BothSides sides, String sql, int type, boolean exactly)
      throws SQLException {
    assertThat(differences(sides, sql, type, exactly)).as(sql).isEmpty();
  }

  private static List<String> differences(BothSides sides, String sql, int type, boolean exactly)
      throws SQLException {
    List<Map<String, String>> plain = read(sides.plain(), sql, type);
    List<Map<String, String>> canopy = read(sides.canopy(), sql, type);
    assertThat(canopy).as(sql).hasSameSizeAs(plain);
    List<String> different = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      Map<String, String> ours = canopy.get(i);
      int row = i + 1;
      plain
          .get(i)
          .forEach(
              (getter, value) -> {
                boolean mayDiffer =
                    !exactly
                        && (value.startsWith(Shown.FAILURE)
                            || OF_THE_WIRE.contains(getter.substring(getter.indexOf(' ') + 1)));
                if (!mayDiffer && !value.equals(ours.get(getter))) {
                  different.add(row + ": " + getter + ": " + value + " / " + ours.get(getter));
                }
              });
    }
    return different;
  }

  /** What every getter says of every column, row by row. */
  private static List<Map<String, String>> read(Connection connection, String sql, int type)
      throws SQLException {
    try (Statement statement = connection.createStatement(type, ResultSet.CONCUR_READ_ONLY);
        ResultSet rows = statement.executeQuery(sql)) {
      ResultSetMetaData metaData = rows.getMetaData();
      List<Map<String, String>> all = new ArrayList<>();
      while (rows.next()) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int column = 1; column <= metaData.getColumnCount(); column++) {
          int at = column;
          String label = metaData.getColumnLabel(column);
          Getters.ALL.forEach(
              (name, getter) ->
                  row.put(
                      label + " " + name,
                      Shown.of(() -> getter.get(rows, at)) + (wasNull(rows) ? " (null)" : "")));
        }
        all.add(row);
      }
      return all;
    }
  }

  private static boolean wasNull(ResultSet rows) {
    try {
      return rows.wasNull();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
