package io.canopydb.driver.dialect;

import io.canopydb.metadata.model.Engine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * PostgreSQL's information_schema, and those of pg_catalog that name a namespace or a relation. The
 * others, such as pg_description, are reached by the oid of what one of these has given.
 */
final class PostgreSqlSystemTables implements SystemTables {
  private static final Map<String, String> IN_INFORMATION_SCHEMA = informationSchema();
  private static final Map<String, String> BY_OID =
      Map.of(
          "pg_class", "relnamespace",
          "pg_type", "typnamespace",
          "pg_proc", "pronamespace",
          "pg_constraint", "connamespace");
  private static final Map<String, String> BY_RELATION =
      Map.of(
          "pg_attribute", "attrelid",
          "pg_attrdef", "adrelid",
          "pg_index", "indrelid",
          "pg_trigger", "tgrelid",
          "pg_sequence", "seqrelid",
          "pg_inherits", "inhrelid",
          "pg_rewrite", "ev_class",
          "pg_policy", "polrelid");
  private static final Map<String, String> BY_NAME = byName();

  private static Map<String, String> informationSchema() {
    Map<String, String> columns = new HashMap<>();
    columns.put("schemata", "schema_name");
    for (String table :
        List.of(
            "tables",
            "columns",
            "column_column_usage",
            "column_domain_usage",
            "column_options",
            "column_privileges",
            "column_udt_usage",
            "constraint_column_usage",
            "constraint_table_usage",
            "key_column_usage",
            "role_column_grants",
            "role_table_grants",
            "table_constraints",
            "table_privileges",
            "view_column_usage",
            "view_routine_usage",
            "view_table_usage",
            "views")) {
      columns.put(table, "table_schema");
    }
    for (String table :
        List.of("check_constraints", "domain_constraints", "referential_constraints")) {
      columns.put(table, "constraint_schema");
    }
    for (String table : List.of("triggers", "triggered_update_columns")) {
      columns.put(table, "trigger_schema");
    }
    for (String table :
        List.of(
            "parameters",
            "routine_column_usage",
            "routine_privileges",
            "routine_routine_usage",
            "routine_sequence_usage",
            "routine_table_usage",
            "routines")) {
      columns.put(table, "specific_schema");
    }
    columns.put("sequences", "sequence_schema");
    columns.put("domains", "domain_schema");
    columns.put("element_types", "object_schema");
    columns.put("data_type_privileges", "object_schema");
    columns.put("user_defined_types", "user_defined_type_schema");
    return Map.copyOf(columns);
  }

  private static Map<String, String> byName() {
    Map<String, String> columns = new HashMap<>();
    columns.put("pg_namespace", "nspname");
    for (String view :
        List.of(
            "pg_tables",
            "pg_views",
            "pg_matviews",
            "pg_indexes",
            "pg_sequences",
            "pg_rules",
            "pg_policies",
            "pg_stats")) {
      columns.put(view, "schemaname");
    }
    for (String of : List.of("all", "user", "sys")) {
      for (String what : List.of("tables", "indexes", "sequences")) {
        columns.put("pg_stat_" + of + "_" + what, "schemaname");
        columns.put("pg_statio_" + of + "_" + what, "schemaname");
      }
      columns.put("pg_stat_xact_" + of + "_tables", "schemaname");
    }
    return Map.copyOf(columns);
  }

  @Override
  public Optional<String> withoutPartitions(List<String> name) {
    String table = name.get(name.size() - 1);
    boolean qualified = name.size() > 1;
    String schema = qualified ? name.get(name.size() - 2) : "pg_catalog";
    if (schema.equals("information_schema")) {
      return Optional.ofNullable(IN_INFORMATION_SCHEMA.get(table)).map(PostgreSqlSystemTables::own);
    }
    if (!schema.equals("pg_catalog")) {
      return Optional.empty();
    }
    if (BY_OID.containsKey(table)) {
      return Optional.of(ownNamespace(BY_OID.get(table)));
    }
    if (BY_RELATION.containsKey(table)) {
      return Optional.of(
          BY_RELATION.get(table)
              + " IN (SELECT oid FROM pg_catalog.pg_class WHERE "
              + ownNamespace("relnamespace")
              + ")");
    }
    return Optional.ofNullable(BY_NAME.get(table)).map(PostgreSqlSystemTables::own);
  }

  private static String ownNamespace(String column) {
    return column
        + " <> ALL (ARRAY(SELECT oid FROM pg_catalog.pg_namespace WHERE NOT ("
        + own("nspname")
        + ")))";
  }

  /** Partitions of the database that a connection is for are the only ones that it sees. */
  private static String own(String column) {
    String text = column + "::pg_catalog.text";
    return column
        + " <> 'canopy' AND NOT (pg_catalog.starts_with("
        + text
        + ", pg_catalog.current_database() || '_') AND pg_catalog.substr("
        + text
        + ", pg_catalog.length(pg_catalog.current_database()::pg_catalog.text) + 2)"
        + " ~ '^[0-9]+$')";
  }

  @Override
  public Optional<SizedText> sized(
      List<String> name, String from, String hidden, String condition) {
    if (!name.get(name.size() - 1).equals("pg_class")) {
      return Optional.empty();
    }
    return Optional.of(
        new SizedText(
            "(SELECT " + hidden + "(p.r).* FROM " + from + " AS c LEFT JOIN (",
            ") AS s ON s.n = c.relname AND c.relnamespace = 'public'::pg_catalog.regnamespace"
                + " CROSS JOIN LATERAL (SELECT CASE WHEN s.n IS NULL THEN c ELSE"
                + " pg_catalog.jsonb_populate_record(c, pg_catalog.jsonb_build_object("
                + "'reltuples', s.tuples, 'relpages', s.pages)) END AS r OFFSET 0) AS p WHERE "
                + condition
                + ")"));
  }

  @Override
  public Set<String> sizeColumns() {
    return Set.of("reltuples", "relpages");
  }

  @Override
  public String sizes(List<StoredSize> sizes) {
    StringBuilder sql = new StringBuilder("SELECT NULL::text AS n, 0::bigint AS tuples,");
    sql.append(" 0::bigint AS pages, 0::bigint AS pg_relation_size, 0::bigint AS pg_table_size,");
    sql.append(" 0::bigint AS pg_indexes_size, 0::bigint AS pg_total_relation_size WHERE FALSE");
    for (StoredSize size : sizes) {
      sql.append(" UNION ALL SELECT ");
      sql.append(Dialect.of(Engine.POSTGRESQL).literal(size.name()));
      long total = size.data() + size.indexes();
      for (long number :
          new long[] {size.rows(), size.pages(), size.main(), size.data(), size.indexes(), total}) {
        sql.append(", ").append(number);
      }
    }
    return sql.toString();
  }
}
