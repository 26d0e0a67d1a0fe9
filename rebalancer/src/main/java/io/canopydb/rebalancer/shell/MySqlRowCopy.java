package io.canopydb.rebalancer.shell;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Copies the rows of a table between servers so that the values stored are the same: numbers and
 * bytes in the binary protocol, times as text (Java has no zero date), text as text.
 */
final class MySqlRowCopy {
  private static final Dialect DIALECT = Dialect.of(Engine.MYSQL);
  private static final int BATCH = 500;

  private MySqlRowCopy() {}

  /** How a column's values travel. */
  private enum Way {
    TEXT,
    /** Cast to text by the server. */
    CAST,
    BYTES,
    FLOAT,
    DOUBLE
  }

  private record Carried(String name, Way way) {}

  static void copy(Connection from, Connection to, String database, String table)
      throws SQLException {
    List<Carried> columns = columns(from, database, table);
    if (columns.isEmpty()) {
      return;
    }
    String qualified = DIALECT.quoteName(database) + "." + DIALECT.quoteName(table);
    List<String> read = new ArrayList<>();
    List<String> written = new ArrayList<>();
    for (Carried column : columns) {
      String name = DIALECT.quoteName(column.name());
      read.add(column.way() == Way.CAST ? "CAST(" + name + " AS CHAR)" : name);
      written.add(name);
    }
    String select = "SELECT " + String.join(", ", read) + " FROM " + qualified;
    String insert =
        "INSERT INTO "
            + qualified
            + " ("
            + String.join(", ", written)
            + ") VALUES (?"
            + ", ?".repeat(columns.size() - 1)
            + ")";
    to.setAutoCommit(false);
    try (PreparedStatement source = from.prepareStatement(select);
        PreparedStatement target = to.prepareStatement(insert)) {
      source.setFetchSize(Integer.MIN_VALUE); // row by row, or the driver reads all at once
      try (ResultSet rows = source.executeQuery()) {
        copy(rows, target, columns);
      }
      to.commit();
    } finally {
      to.setAutoCommit(true);
    }
  }

  private static void copy(ResultSet rows, PreparedStatement target, List<Carried> columns)
      throws SQLException {
    int waiting = 0;
    while (rows.next()) {
      for (int i = 0; i < columns.size(); i++) {
        copy(rows, target, columns.get(i).way(), i + 1);
      }
      target.addBatch();
      if (++waiting == BATCH) {
        target.executeBatch();
        waiting = 0;
      }
    }
    if (waiting > 0) {
      target.executeBatch();
    }
  }

  private static void copy(ResultSet rows, PreparedStatement target, Way way, int index)
      throws SQLException {
    switch (way) {
      case TEXT, CAST -> target.setString(index, rows.getString(index));
      case BYTES -> target.setBytes(index, rows.getBytes(index));
      case FLOAT -> {
        float value = rows.getFloat(index);
        if (rows.wasNull()) {
          target.setNull(index, Types.REAL);
        } else {
          target.setFloat(index, value);
        }
      }
      case DOUBLE -> {
        double value = rows.getDouble(index);
        if (rows.wasNull()) {
          target.setNull(index, Types.DOUBLE);
        } else {
          target.setDouble(index, value);
        }
      }
    }
  }

  /** The columns that are stored, invisible ones too: what is generated generates itself. */
  private static List<Carried> columns(Connection from, String database, String table)
      throws SQLException {
    try (PreparedStatement statement =
        from.prepareStatement(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = ?"
                + " AND table_name = ? AND generation_expression = '' ORDER BY ordinal_position")) {
      statement.setString(1, database);
      statement.setString(2, table);
      try (ResultSet result = statement.executeQuery()) {
        List<Carried> columns = new ArrayList<>();
        while (result.next()) {
          columns.add(
              new Carried(result.getString(1), way(result.getString(2).toLowerCase(Locale.ROOT))));
        }
        return columns;
      }
    }
  }

  private static Way way(String dataType) {
    return switch (dataType) {
      case "date", "time", "datetime", "timestamp", "year" -> Way.CAST;
      case "float" -> Way.FLOAT;
      case "double" -> Way.DOUBLE;
      case "bit", "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> Way.BYTES;
      case "geometry",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geomcollection",
          "geometrycollection",
          "vector" ->
          Way.BYTES;
      default -> Way.TEXT;
    };
  }
}
