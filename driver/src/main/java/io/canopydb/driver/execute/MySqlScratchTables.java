package io.canopydb.driver.execute;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** MySQL's TEMPORARY tables, filled by statements of many rows. */
final class MySqlScratchTables implements ScratchTables {
  private static final int ROWS = 500;

  @Override
  public void create(
      Connection connection, String name, LeafText shape, List<String> primaryKey, Dialect dialect)
      throws SQLException {
    String key =
        primaryKey.isEmpty()
            ? ""
            : " (PRIMARY KEY (" + ScratchTables.quoted(primaryKey, dialect) + "))";
    String sql = "CREATE TEMPORARY TABLE " + name + key + " AS " + shape.sql() + " LIMIT 0";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      shape.bind(statement);
      statement.executeUpdate();
    }
  }

  @Override
  public void fill(Connection connection, String name, int columns, RowCursor rows)
      throws SQLException {
    String row = "(" + "?,".repeat(columns - 1) + "?)";
    List<SentValue> pending = new ArrayList<>(ROWS * columns);
    PreparedStatement many = null;
    try {
      while (rows.next()) {
        for (int c = 0; c < columns; c++) {
          pending.add(SentValue.of(rows.row(), c, Engine.MYSQL));
        }
        if (pending.size() == ROWS * columns) {
          if (many == null) {
            many = connection.prepareStatement(insert(name, row, ROWS));
          }
          send(many, pending);
        }
      }
      if (!pending.isEmpty()) {
        try (PreparedStatement rest =
            connection.prepareStatement(insert(name, row, pending.size() / columns))) {
          send(rest, pending);
        }
      }
    } finally {
      if (many != null) {
        many.close();
      }
    }
  }

  private static String insert(String name, String row, int rows) {
    return "INSERT INTO " + name + " VALUES " + (row + ",").repeat(rows - 1) + row;
  }

  private static void send(PreparedStatement statement, List<SentValue> values)
      throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      values.get(i).bind(statement, i + 1);
    }
    statement.executeUpdate();
    values.clear();
  }

  @Override
  public String dropSql(String name) {
    return "DROP TEMPORARY TABLE IF EXISTS " + name;
  }
}
