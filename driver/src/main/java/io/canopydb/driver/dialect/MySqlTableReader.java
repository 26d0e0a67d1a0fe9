package io.canopydb.driver.dialect;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.UniqueKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads MySQL's information_schema: two queries, one for a view. */
final class MySqlTableReader implements TableReader {
  private static final String COLUMNS =
      "SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, COLLATION_NAME, IS_NULLABLE, EXTRA, DATA_TYPE,"
          + " COLUMN_DEFAULT FROM information_schema.COLUMNS"
          + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION";

  private static final String UNIQUE_KEYS =
      "SELECT INDEX_NAME, COLUMN_NAME, SUB_PART FROM information_schema.STATISTICS"
          + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND NON_UNIQUE = 0"
          + " ORDER BY INDEX_NAME <> 'PRIMARY', INDEX_NAME, SEQ_IN_INDEX";

  private final MySqlDefaults defaults;

  MySqlTableReader(MySqlDialect dialect) {
    this.defaults = new MySqlDefaults(dialect);
  }

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

  private Column column(ResultSet row) throws SQLException {
    String extra = extra(row);
    return new Column(
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5).equalsIgnoreCase("YES"),
        extra.contains("auto_increment"),
        extra.contains("virtual generated") || extra.contains("stored generated"),
        defaults.expression(
            row.getString(8), row.getString(7), extra.contains("default_generated")));
  }

  private static String extra(ResultSet row) throws SQLException {
    return row.getString(6).toLowerCase(Locale.ROOT);
  }

  private static List<UniqueKey> uniqueKeys(Connection connection, String namespace, String table)
      throws SQLException {
    List<UniqueKey> keys = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(UNIQUE_KEYS)) {
      statement.setString(1, namespace);
      statement.setString(2, table);
      try (ResultSet rows = statement.executeQuery()) {
        String name = null;
        List<String> columns = new ArrayList<>();
        boolean exact = true;
        while (rows.next()) {
          String index = rows.getString(1);
          if (!index.equals(name)) {
            addKey(keys, name, columns, exact);
            name = index;
            columns.clear();
            exact = true;
          }
          String column = rows.getString(2);
          // No column: a functional key part. A length: a prefix of the column.
          if (column == null || rows.getString(3) != null) {
            exact = false;
          } else {
            columns.add(column);
          }
        }
        addKey(keys, name, columns, exact);
      }
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
