package io.canopydb.driver.dialect;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * MySQL's information_schema. What {@code sys} and {@code performance_schema} say is the leaf's,
 * and so is what {@code INNODB_*} says of other things than tables.
 */
final class MySqlSystemTables implements SystemTables {
  private static final Map<String, String> SCHEMA_COLUMNS = schemaColumns();

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
}
