package io.canopydb.it.tpcds;

import io.canopydb.metadata.model.Engine;
import io.trino.tpcds.Table;
import io.trino.tpcds.column.Column;
import io.trino.tpcds.column.ColumnType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** TPC-DS's 24 tables, with the columns that the generator has, and how a cluster lays them out. */
final class TpcdsSchema {

  private static final Map<Table, String> FACT_KEYS =
      Map.of(
          Table.STORE_SALES, "ss_ticket_number, ss_item_sk",
          Table.STORE_RETURNS, "sr_ticket_number, sr_item_sk",
          Table.CATALOG_SALES, "cs_order_number, cs_item_sk",
          Table.CATALOG_RETURNS, "cr_order_number, cr_item_sk",
          Table.WEB_SALES, "ws_item_sk, ws_order_number",
          Table.WEB_RETURNS, "wr_item_sk, wr_order_number",
          Table.INVENTORY, "inv_item_sk, inv_date_sk, inv_warehouse_sk");

  /**
   * Sales lie with their returns: in the stores and in the catalogue by order, on the web by item.
   */
  private static final Map<Table, String> SHARD_KEYS =
      Map.ofEntries(
          Map.entry(Table.STORE_SALES, "ss_ticket_number"),
          Map.entry(Table.STORE_RETURNS, "sr_ticket_number"),
          Map.entry(Table.CATALOG_SALES, "cs_order_number"),
          Map.entry(Table.CATALOG_RETURNS, "cr_order_number"),
          Map.entry(Table.WEB_SALES, "ws_item_sk"),
          Map.entry(Table.WEB_RETURNS, "wr_item_sk"),
          Map.entry(Table.INVENTORY, "inv_item_sk"),
          Map.entry(Table.ITEM, "i_item_sk"),
          Map.entry(Table.CUSTOMER, "c_customer_sk"),
          Map.entry(Table.CUSTOMER_ADDRESS, "ca_address_sk"),
          Map.entry(Table.CUSTOMER_DEMOGRAPHICS, "cd_demo_sk"),
          Map.entry(Table.CATALOG_PAGE, "cp_catalog_page_sk"));

  /** Without these a server reads a whole table for each row of another, in several queries. */
  private static final List<String> INDEXES =
      List.of(
          "CREATE INDEX ss_customer ON store_sales (ss_customer_sk)",
          "CREATE INDEX cs_ship_customer ON catalog_sales (cs_ship_customer_sk)",
          "CREATE INDEX ws_bill_customer ON web_sales (ws_bill_customer_sk)",
          "CREATE INDEX i_category ON item (i_category)");

  private TpcdsSchema() {}

  static List<Table> tables() {
    return Table.getBaseTables().stream().filter(table -> table != Table.DBGEN_VERSION).toList();
  }

  /**
   * The statements that make the tables on a cluster: sharded by their keys, the small ones whole.
   */
  static List<String> statements() {
    Stream<String> tables =
        tables().stream()
            .map(
                table ->
                    SHARD_KEYS.containsKey(table)
                        ? create("TABLE", table, ", SHARD KEY (" + SHARD_KEYS.get(table) + ")")
                        : create("REFERENCE TABLE", table, ""));
    return Stream.concat(tables, INDEXES.stream()).toList();
  }

  /** Likewise for one server that is no cluster. */
  static List<String> plainStatements() {
    Stream<String> tables = tables().stream().map(table -> create("TABLE", table, ""));
    return Stream.concat(tables, INDEXES.stream()).toList();
  }

  /** The statement by which servers count what the tables hold. */
  static String analyze(Engine engine) {
    String names = tables().stream().map(Table::getName).collect(Collectors.joining(", "));
    return switch (engine) {
      case MYSQL -> "ANALYZE TABLE " + names;
      case POSTGRESQL -> "ANALYZE " + names;
    };
  }

  private static String create(String kind, Table table, String shardKey) {
    String columns =
        Arrays.stream(table.getColumns())
            .map(column -> column.getName() + " " + type(column.getType()))
            .collect(Collectors.joining(", "));
    return "CREATE %s %s (%s, PRIMARY KEY (%s)%s)"
        .formatted(kind, table.getName(), columns, primaryKey(table), shardKey);
  }

  /** That of a dimension is its first column. */
  private static String primaryKey(Table table) {
    Column first = table.getColumns()[0];
    return FACT_KEYS.getOrDefault(table, first.getName());
  }

  private static String type(ColumnType type) {
    return switch (type.getBase()) {
      case IDENTIFIER -> "BIGINT";
      case INTEGER -> "INTEGER";
      case DECIMAL -> "DECIMAL(%d, %d)".formatted(precision(type), type.getScale().orElseThrow());
      case CHAR -> "CHAR(%d)".formatted(precision(type));
      case VARCHAR -> "VARCHAR(%d)".formatted(precision(type));
      case DATE -> "DATE";
      case TIME -> "TIME";
    };
  }

  private static int precision(ColumnType type) {
    return type.getPrecision().orElseThrow();
  }
}
