package io.canopydb.driver.dialect;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.UniqueKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads MySQL's information_schema and SHOW INDEX: two queries. */
final class MySqlTableReader implements TableReader {
  private static final String COLUMNS =
      "SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, COLLATION_NAME, IS_NULLABLE, EXTRA, DATA_TYPE,"
          + " COLUMN_DEFAULT FROM information_schema.COLUMNS"
          + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION";

  @Override
  public Optional<TableShape> read(Connection connection, String namespace, String table)
      throws SQLException {
    String name = table;
    List<Column> columns = new ArrayList<>();
    List<String> selfUpdating = new ArrayList<>();
    List<String> invisible = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, namespace);
      statement.setString(2, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          name = rows.getString(1);
          Column column = column(rows);
          columns.add(column);
          String extra = extra(rows);
          if (extra.contains("on update")) {
            selfUpdating.add(column.name());
          }
          if (extra.contains("invisible")) {
            invisible.add(column.name());
          }
        }
      }
    }
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    List<Column> repaired = new MySqlBinaryDefaults(connection, namespace, name).repaired(columns);
    return Optional.of(
        new TableShape(
            name, repaired, uniqueKeys(connection, namespace, name), selfUpdating, invisible));
  }

  private static Column column(ResultSet row) throws SQLException {
    String extra = extra(row);
    return new Column(
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5).equalsIgnoreCase("YES"),
        extra.contains("auto_increment"),
        extra.contains("virtual generated") || extra.contains("stored generated"),
        MySqlDefaults.expression(
            row.getString(8), row.getString(7), extra.contains("default_generated")));
  }

  private static String extra(ResultSet row) throws SQLException {
    return row.getString(6).toLowerCase(Locale.ROOT);
  }

  /**
   * In the order of SHOW CREATE TABLE, which is that of the definition, those of NOT NULL columns
   * first. information_schema does not tell the order.
   */
  private static List<UniqueKey> uniqueKeys(Connection connection, String namespace, String table)
      throws SQLException {
    List<UniqueKey> keys = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SHOW INDEX FROM "
                    + MySqlQuotes.name(table)
                    + " FROM "
                    + MySqlQuotes.name(namespace)
                    + " WHERE Non_unique = 0")) {
      String name = null;
      List<String> columns = new ArrayList<>();
      boolean exact = true;
      while (rows.next()) {
        String index = rows.getString("Key_name");
        if (!index.equals(name)) {
          addKey(keys, name, columns, exact);
          name = index;
          columns.clear();
          exact = true;
        }
        String column = rows.getString("Column_name");
        // No column: a functional key part. A length: a prefix of the column.
        if (column == null || rows.getString("Sub_part") != null) {
          exact = false;
        } else {
          columns.add(column);
        }
      }
      addKey(keys, name, columns, exact);
    }
    return keys;
  }

  private static void addKey(
      List<UniqueKey> keys, @Nullable String name, List<String> columns, boolean exact) {
    if (name != null) {
      keys.add(new UniqueKey(name, name.equals("PRIMARY"), columns, exact));
    }
  }
}
