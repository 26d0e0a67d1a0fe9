package io.canopydb.driver.dialect;

import io.canopydb.metadata.model.Engine;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * MySQL's information_schema. What {@code sys} and {@code performance_schema} say is the leaf's,
 * and so is what {@code INNODB_*} says of other things than tables.
 */
final class MySqlSystemTables implements SystemTables {
  private static final Map<String, String> SCHEMA_COLUMNS = schemaColumns();
  private static final Set<String> SIZE_COLUMNS =
      Set.of("table_rows", "avg_row_length", "data_length", "index_length", "data_free");
  private static final String SIZED =
      "(SELECT x.TABLE_CATALOG, x.TABLE_SCHEMA, x.TABLE_NAME, x.TABLE_TYPE, x.ENGINE, x.VERSION,"
          + " x.ROW_FORMAT, COALESCE(s.r, x.TABLE_ROWS) AS TABLE_ROWS, COALESCE(s.b DIV"
          + " GREATEST(s.r, 1), x.AVG_ROW_LENGTH) AS AVG_ROW_LENGTH, COALESCE(s.b, x.DATA_LENGTH)"
          + " AS DATA_LENGTH, x.MAX_DATA_LENGTH, COALESCE(s.i, x.INDEX_LENGTH) AS INDEX_LENGTH,"
          + " COALESCE(s.f, x.DATA_FREE) AS DATA_FREE, x.AUTO_INCREMENT, x.CREATE_TIME,"
          + " x.UPDATE_TIME, x.CHECK_TIME, x.TABLE_COLLATION, x.CHECKSUM, x.CREATE_OPTIONS,"
          + " x.TABLE_COMMENT";

  private static Map<String, String> schemaColumns() {
    Map<String, String> columns = new HashMap<>();
    columns.put("schemata", "SCHEMA_NAME");
    columns.put("schemata_extensions", "SCHEMA_NAME");
    for (String table :
        List.of(
            "tables",
            "tables_extensions",
            "columns",
            "columns_extensions",
            "statistics",
            "views",
            "view_table_usage",
            "view_routine_usage",
            "partitions",
            "table_constraints",
            "table_constraints_extensions",
            "key_column_usage",
            "schema_privileges",
            "table_privileges",
            "column_privileges",
            "role_table_grants",
            "role_column_grants",
            "st_geometry_columns")) {
      columns.put(table, "TABLE_SCHEMA");
    }
    columns.put("referential_constraints", "CONSTRAINT_SCHEMA");
    columns.put("check_constraints", "CONSTRAINT_SCHEMA");
    columns.put("triggers", "TRIGGER_SCHEMA");
    columns.put("routines", "ROUTINE_SCHEMA");
    columns.put("parameters", "SPECIFIC_SCHEMA");
    columns.put("role_routine_grants", "SPECIFIC_SCHEMA");
    columns.put("events", "EVENT_SCHEMA");
    columns.put("column_statistics", "SCHEMA_NAME");
    for (String table : List.of("innodb_tables", "innodb_tablestats", "innodb_tablespaces")) {
      columns.put(table, "SUBSTRING_INDEX(NAME, '/', 1)");
    }
    return Map.copyOf(columns);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A database is a partition if its name is that of another one and a number: Canopy lets no
   * database of an application have such a name.
   */
  @Override
  public Optional<String> withoutPartitions(List<String> name) {
    if (name.size() != 2 || !name.get(0).equalsIgnoreCase("information_schema")) {
      return Optional.empty();
    }
    return Optional.ofNullable(SCHEMA_COLUMNS.get(name.get(1).toLowerCase(Locale.ROOT)))
        .map(
            column ->
                column
                    + " <> 'canopy' AND NOT ("
                    + column
                    + " REGEXP '_[0-9]+$' AND LEFT("
                    + column
                    + ", CHAR_LENGTH("
                    + column
                    + ") - LOCATE('_', REVERSE("
                    + column
                    + "))) IN (SELECT SCHEMA_NAME FROM information_schema.SCHEMATA))");
  }

  @Override
  public Optional<SizedText> sized(
      List<String> name, String from, String hidden, String condition) {
    if (!name.get(name.size() - 1).equalsIgnoreCase("tables")) {
      return Optional.empty();
    }
    return Optional.of(
        new SizedText(
            SIZED + " FROM " + from + " AS x LEFT JOIN (",
            ") AS s ON s.d COLLATE utf8mb4_bin = x.TABLE_SCHEMA"
                + " AND s.t COLLATE utf8mb4_bin = x.TABLE_NAME WHERE "
                + condition
                + ")"));
  }

  @Override
  public Set<String> sizeColumns() {
    return SIZE_COLUMNS;
  }

  @Override
  public String sizes(List<StoredSize> sizes) {
    StringBuilder sql = new StringBuilder();
    sql.append("SELECT '' AS d, '' AS t, CAST(0 AS UNSIGNED) AS r, CAST(0 AS UNSIGNED) AS b,");
    sql.append(" CAST(0 AS UNSIGNED) AS i, CAST(0 AS UNSIGNED) AS f FROM DUAL WHERE FALSE");
    for (StoredSize size : sizes) {
      sql.append(" UNION ALL SELECT ").append(Dialect.of(Engine.MYSQL).literal(size.database()));
      sql.append(", ").append(Dialect.of(Engine.MYSQL).literal(size.name()));
      for (long number : new long[] {size.rows(), size.data(), size.indexes(), size.free()}) {
        sql.append(", CAST(").append(number).append(" AS UNSIGNED)");
      }
    }
    return sql.toString();
  }
}
