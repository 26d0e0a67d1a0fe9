package io.canopydb.it.tpcds;

import io.trino.tpcds.Results;
import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import io.trino.tpcds.column.Column;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes TPC-DS's rows and inserts them by JDBC, in batches. The same scale always gives the same
 * rows.
 *
 * <p>Three dimensions have two million rows at any scale. Of those only what other rows refer to is
 * inserted: no query asks for more.
 */
final class TpcdsData {
  private static final int BATCH = 2_000;

  /**
   * The generator makes no less than for this scale. For a smaller one sales, returns and stocks of
   * a part of the items are inserted.
   */
  private static final double LEAST_SCALE = 0.01;

  private static final int PERCENT = 100;

  /** The columns that say whose sales, returns and stocks they are. */
  private static final Map<Table, String> ITEMS =
      Map.of(
          Table.STORE_SALES, "ss_item_sk",
          Table.STORE_RETURNS, "sr_item_sk",
          Table.CATALOG_SALES, "cs_item_sk",
          Table.CATALOG_RETURNS, "cr_item_sk",
          Table.WEB_SALES, "ws_item_sk",
          Table.WEB_RETURNS, "wr_item_sk",
          Table.INVENTORY, "inv_item_sk");

  /** The big dimensions, and how the names of the columns end that refer to them. */
  private static final Map<Table, String> REFERRED =
      Map.of(
          Table.CUSTOMER_DEMOGRAPHICS, "_cdemo_sk",
          Table.DATE_DIM, "_date_sk",
          Table.TIME_DIM, "_time_sk");

  private final List<Connection> connections;
  private final Session session;
  private final long itemsInHundred;
  private final Map<String, Set<String>> referred = new HashMap<>();

  private TpcdsData(List<Connection> connections, double scale) {
    this.connections = List.copyOf(connections);
    this.session = Session.getDefaultSession().withScale(Math.max(scale, LEAST_SCALE));
    this.itemsInHundred = Math.round(PERCENT * Math.min(scale / LEAST_SCALE, 1));
    REFERRED.values().forEach(suffix -> referred.put(suffix, new HashSet<>()));
  }

  /**
   * Fills TPC-DS's tables of each connection's database, which are there and empty, with the same
   * rows.
   */
  static void fill(List<Connection> connections, double scale) throws SQLException {
    TpcdsData data = new TpcdsData(connections, scale);
    Stream<Table> first =
        TpcdsSchema.tables().stream().filter(table -> !REFERRED.containsKey(table));
    for (Table table : Stream.concat(first, REFERRED.keySet().stream()).toList()) {
      data.insert(table);
    }
  }

  private void insert(Table table) throws SQLException {
    List<Column> columns = List.of(table.getColumns());
    List<List<@Nullable String>> batch = new ArrayList<>();
    for (List<List<String>> made : Results.constructResults(table, session.withTable(table))) {
      List<@Nullable String> row = Collections.unmodifiableList(made.get(0));
      if (isWanted(columns, row)) {
        for (int i = 0; i < columns.size(); i++) {
          note(columns.get(i), row.get(i));
        }
        batch.add(row);
      }
      if (batch.size() == BATCH) {
        insert(columns, batch);
        batch.clear();
      }
    }
    insert(columns, batch);
  }

  private void insert(List<Column> columns, List<List<@Nullable String>> rows) throws SQLException {
    for (Connection connection : connections) {
      try (PreparedStatement insert = connection.prepareStatement(insertSql(columns))) {
        for (List<@Nullable String> row : rows) {
          for (int i = 0; i < columns.size(); i++) {
            set(insert, i + 1, columns.get(i), row.get(i));
          }
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  private static String insertSql(List<Column> columns) {
    String table = columns.get(0).getTable().getName();
    String names = columns.stream().map(Column::getName).collect(Collectors.joining(", "));
    String values = String.join(", ", Collections.nCopies(columns.size(), "?"));
    return "INSERT INTO " + table + " (" + names + ") VALUES (" + values + ")";
  }

  private boolean isWanted(List<Column> columns, List<@Nullable String> row) {
    Table table = columns.get(0).getTable();
    String suffix = REFERRED.get(table);
    if (suffix != null) {
      return referred.getOrDefault(suffix, Set.of()).contains(row.get(0));
    }
    for (int i = 0; i < columns.size(); i++) {
      String cell = row.get(i);
      if (cell != null && columns.get(i).getName().equals(ITEMS.get(table))) {
        return Long.parseLong(cell) % PERCENT < itemsInHundred;
      }
    }
    return true;
  }

  private void note(Column column, @Nullable String cell) {
    if (cell != null) {
      referred.forEach(
          (suffix, keys) -> {
            if (column.getName().endsWith(suffix)) {
              keys.add(cell);
            }
          });
    }
  }

  private static void set(PreparedStatement insert, int index, Column column, @Nullable String cell)
      throws SQLException {
    switch (column.getType().getBase()) {
      case IDENTIFIER ->
          insert.setObject(index, cell == null ? null : Long.valueOf(cell), Types.BIGINT);
      case INTEGER ->
          insert.setObject(index, cell == null ? null : Integer.valueOf(cell), Types.INTEGER);
      case DECIMAL ->
          insert.setObject(index, cell == null ? null : new BigDecimal(cell), Types.DECIMAL);
      case DATE -> insert.setObject(index, cell == null ? null : LocalDate.parse(cell), Types.DATE);
      case CHAR, VARCHAR, TIME -> insert.setString(index, cell);
    }
  }
}
