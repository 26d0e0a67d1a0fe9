package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.MySqlTable.Check;
import io.canopydb.driver.ddl.MySqlTable.Column;
import io.canopydb.driver.ddl.MySqlTable.Reference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what a MySQL table is from information_schema. */
final class MySqlTableReader {
  private static final String OPTIONS =
      "SELECT ENGINE, TABLE_COLLATION, CREATE_OPTIONS, TABLE_COMMENT"
          + " FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?";

  private static final String COLUMNS =
      "SELECT COLUMN_NAME, COLUMN_TYPE, CHARACTER_SET_NAME, COLLATION_NAME, IS_NULLABLE,"
          + " COLUMN_DEFAULT, EXTRA, GENERATION_EXPRESSION, COLUMN_COMMENT, SRS_ID"
          + " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
          + " ORDER BY ORDINAL_POSITION";

  private static final String KEYS =
      "SELECT INDEX_NAME, NON_UNIQUE, INDEX_TYPE, IS_VISIBLE, COLUMN_NAME, EXPRESSION, SUB_PART,"
          + " COLLATION, INDEX_COMMENT FROM information_schema.STATISTICS"
          + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY INDEX_NAME, SEQ_IN_INDEX";

  private static final String FOREIGN_KEYS =
      "SELECT k.CONSTRAINT_NAME, k.COLUMN_NAME, k.REFERENCED_TABLE_NAME,"
          + " k.REFERENCED_COLUMN_NAME, r.DELETE_RULE, r.UPDATE_RULE"
          + " FROM information_schema.KEY_COLUMN_USAGE k"
          + " JOIN information_schema.REFERENTIAL_CONSTRAINTS r"
          + " ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA"
          + " AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME"
          + " WHERE k.TABLE_SCHEMA = ? AND k.TABLE_NAME = ? AND k.REFERENCED_TABLE_NAME IS NOT NULL"
          + " ORDER BY k.CONSTRAINT_NAME, k.ORDINAL_POSITION";

  private static final String CHECKS =
      "SELECT t.CONSTRAINT_NAME, c.CHECK_CLAUSE, t.ENFORCED"
          + " FROM information_schema.TABLE_CONSTRAINTS t"
          + " JOIN information_schema.CHECK_CONSTRAINTS c"
          + " ON c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA"
          + " AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME"
          + " WHERE t.TABLE_SCHEMA = ? AND t.TABLE_NAME = ? AND t.CONSTRAINT_TYPE = 'CHECK'";

  private static final String PARTITIONS =
      "SELECT CONCAT_WS('|', PARTITION_NAME, SUBPARTITION_NAME, PARTITION_METHOD,"
          + " SUBPARTITION_METHOD, PARTITION_EXPRESSION, SUBPARTITION_EXPRESSION,"
          + " PARTITION_DESCRIPTION, PARTITION_COMMENT) FROM information_schema.PARTITIONS"
          + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND PARTITION_NAME IS NOT NULL"
          + " ORDER BY PARTITION_ORDINAL_POSITION, SUBPARTITION_ORDINAL_POSITION";

  private final Connection leaf;
  private final String namespace;
  private final String name;

  private MySqlTableReader(Connection leaf, String namespace, String name) {
    this.leaf = leaf;
    this.namespace = namespace;
    this.name = name;
  }

  /** A table that is there. */
  static MySqlTable read(Connection leaf, String namespace, String name) throws SQLException {
    MySqlTableReader reader = new MySqlTableReader(leaf, namespace, name);
    return new MySqlTable(
        reader.options(),
        reader.columns(),
        reader.keys(),
        reader.foreignKeys(),
        reader.checks(),
        reader.partitions());
  }

  @FunctionalInterface
  private interface Row {
    void take(ResultSet row) throws SQLException;
  }

  private void each(String query, Row taker) throws SQLException {
    try (PreparedStatement statement = leaf.prepareStatement(query)) {
      statement.setString(1, namespace);
      statement.setString(2, name);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          taker.take(rows);
        }
      }
    }
  }

  private static String text(ResultSet row, int column) throws SQLException {
    @Nullable String text = row.getString(column);
    return text == null ? "" : text;
  }

  private SortedMap<String, String> options() throws SQLException {
    SortedMap<String, String> options = new TreeMap<>();
    each(
        OPTIONS,
        row -> {
          options.put(MySqlTable.ENGINE, text(row, 1));
          options.put(MySqlTable.COLLATION, text(row, 2));
          options.put(MySqlTable.COMMENT, text(row, 4));
          for (String option : text(row, 3).split(" ", -1)) {
            int equals = option.indexOf('=');
            if (equals > 0) {
              options.put(option.substring(0, equals), option.substring(equals + 1));
            }
          }
        });
    return options;
  }

  private List<Column> columns() throws SQLException {
    List<Column> columns = new ArrayList<>();
    each(
        COLUMNS,
        row -> {
          String extra = text(row, 7);
          boolean expression = extra.contains("DEFAULT_GENERATED");
          @Nullable String fallback = row.getString(6);
          String reference = text(row, 10);
          columns.add(
              new Column(
                  row.getString(1),
                  row.getString(2) + (reference.isEmpty() ? "" : " SRID " + reference),
                  text(row, 3),
                  text(row, 4),
                  row.getString(5).equals("YES"),
                  fallback == null ? "" : (expression ? "=" : "'") + fallback,
                  extra.replace("DEFAULT_GENERATED", "").strip(),
                  text(row, 8),
                  text(row, 9)));
        });
    return columns;
  }

  private SortedMap<String, MySqlTable.Key> keys() throws SQLException {
    SortedMap<String, MySqlTable.Key> keys = new TreeMap<>();
    each(
        KEYS,
        row -> {
          String column = text(row, 5);
          String prefix = text(row, 7);
          String part =
              (column.isEmpty() ? "(" + text(row, 6) + ")" : column)
                  + (prefix.isEmpty() ? "" : "(" + prefix + ")")
                  + (text(row, 8).equals("D") ? " DESC" : "");
          MySqlTable.Key known =
              keys.getOrDefault(
                  row.getString(1),
                  new MySqlTable.Key(
                      row.getInt(2) == 0,
                      text(row, 3),
                      text(row, 4).equals("YES"),
                      List.of(),
                      List.of(),
                      text(row, 9)));
          keys.put(row.getString(1), known.with(part, column));
        });
    return keys;
  }

  private SortedMap<String, Reference> foreignKeys() throws SQLException {
    Map<String, Reference> references = new LinkedHashMap<>();
    each(
        FOREIGN_KEYS,
        row -> {
          Reference known =
              references.getOrDefault(
                  row.getString(1),
                  new Reference(List.of(), text(row, 3), List.of(), text(row, 5), text(row, 6)));
          references.put(row.getString(1), known.with(row.getString(2), row.getString(4)));
        });
    return new TreeMap<>(references);
  }

  private SortedMap<String, Check> checks() throws SQLException {
    SortedMap<String, Check> checks = new TreeMap<>();
    each(
        CHECKS,
        row -> checks.put(row.getString(1), new Check(text(row, 2), text(row, 3).equals("YES"))));
    return checks;
  }

  private List<String> partitions() throws SQLException {
    List<String> partitions = new ArrayList<>();
    each(PARTITIONS, row -> partitions.add(text(row, 1)));
    return partitions;
  }
}
