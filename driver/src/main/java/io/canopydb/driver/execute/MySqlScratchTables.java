package io.canopydb.driver.execute;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.merge.RowCursor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/**
 * MySQL's TEMPORARY tables, filled by statements of many rows. Numbers and dates travel as the text
 * that the server sent, which it reads back as the same value; all else as bytes.
 */
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
    int pending = 0;
    String row = "(" + "?,".repeat(columns - 1) + "?)";
    PreparedStatement many = null;
    java.util.List<Object[]> buffer = new java.util.ArrayList<>(ROWS);
    boolean[] text = null;
    try {
      while (rows.next()) {
        ResultSet values = ((LeafRow) rows.row()).resultSet();
        if (text == null) {
          text = texts(values.getMetaData(), columns);
        }
        Object[] cells = new Object[columns];
        for (int c = 0; c < columns; c++) {
          cells[c] = text[c] ? values.getString(c + 1) : values.getBytes(c + 1);
        }
        buffer.add(cells);
        if (++pending == ROWS) {
          if (many == null) {
            many =
                connection.prepareStatement(
                    "INSERT INTO " + name + " VALUES " + (row + ",").repeat(ROWS - 1) + row);
          }
          send(many, buffer);
          pending = 0;
        }
      }
      if (pending > 0) {
        try (PreparedStatement rest =
            connection.prepareStatement(
                "INSERT INTO " + name + " VALUES " + (row + ",").repeat(pending - 1) + row)) {
          send(rest, buffer);
        }
      }
    } finally {
      if (many != null) {
        many.close();
      }
    }
  }

  private static boolean[] texts(ResultSetMetaData metaData, int columns) throws SQLException {
    boolean[] texts = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      texts[c] =
          switch (metaData.getColumnType(c + 1)) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB, Types.BIT -> false;
            default -> true;
          };
    }
    return texts;
  }

  private static void send(PreparedStatement statement, List<Object[]> rows) throws SQLException {
    int index = 1;
    for (Object[] cells : rows) {
      for (Object cell : cells) {
        if (cell == null) {
          statement.setNull(index++, Types.NULL);
        } else if (cell instanceof byte[] bytes) {
          statement.setBytes(index++, bytes);
        } else {
          statement.setString(index++, (String) cell);
        }
      }
    }
    statement.executeUpdate();
    rows.clear();
  }

  @Override
  public String dropSql(String name) {
    return "DROP TEMPORARY TABLE IF EXISTS " + name;
  }
}
