package io.canopydb.driver.planner;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import io.canopydb.metadata.placement.ShardKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The table that keeps a global key: sharded by the key's columns, with the shard key of the row
 * that has them. Its columns are those of the table itself.
 */
record LookupTable(Dialect dialect, String database, Table table, UniqueKey key) {

  /** The lookup tables of a table. */
  static List<LookupTable> of(Dialect dialect, String database, Table table) {
    return table.globalKeys().stream()
        .map(key -> new LookupTable(dialect, database, table, key))
        .toList();
  }

  /** The table as its lookup rows are placed. */
  private Table byKey() {
    return table.shardedBy(key.columns());
  }

  /** The key's columns, then the rest of the shard key's. */
  List<String> columns() {
    List<String> columns = new ArrayList<>(key.columns());
    shardColumns().stream().filter(name -> !columns.contains(name)).forEach(columns::add);
    return columns;
  }

  List<String> shardColumns() {
    return table.distribution() instanceof Distribution.Sharded sharded
        ? sharded.columns()
        : List.of();
  }

  boolean nullable(String column) {
    return table.column(column).orElseThrow().nullable();
  }

  /** An INSERT of its rows; the cells are filled when it runs. */
  PlacedRows rows() {
    return rows(byKey(), head(), columns(), key.columns().size());
  }

  /** An INSERT of the shard key of a row of the table, which only says where that lies. */
  PlacedRows shardKeyRow() {
    List<String> columns = shardColumns();
    return rows(table, LeafSql.of(""), columns, columns.size());
  }

  private PlacedRows rows(Table placed, LeafSql head, List<String> columns, int keyed) {
    List<PlacedRows.Cell> cells = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      cells.add(new PlacedRows.NullCell());
      if (i < keyed) {
        positions.add(i);
      }
    }
    return new PlacedRows(
        database,
        placed,
        ShardKey.of(dialect.engine(), placed),
        columns,
        head,
        List.of(new PlacedRows.Row(cells)),
        LeafSql.of(""),
        positions,
        null,
        false,
        false,
        false,
        false);
  }

  private LeafSql.Builder start(String words) {
    return new LeafSql.Builder()
        .text(words)
        .part(new LeafSql.Namespace(database))
        .text("." + dialect.quoteName(String.valueOf(key.lookup())));
  }

  private LeafSql head() {
    List<String> quoted = columns().stream().map(dialect::quoteName).toList();
    return start("INSERT INTO ").text(" (" + String.join(", ", quoted) + ") VALUES ").build();
  }

  /** Inserts one row, given the cell of each of its columns. */
  LeafSql insert(List<Integer> cells) {
    LeafSql.Builder sql = new LeafSql.Builder().all(head());
    String before = "(";
    for (int cell : cells) {
      sql.text(before).part(new LeafSql.RowValue(cell));
      before = ", ";
    }
    return sql.text(")").build();
  }

  /** Deletes the row of a key, given the cells of its columns, the key's own first. */
  LeafSql delete(List<Integer> cells) {
    LeafSql.Builder sql = start("DELETE FROM ");
    String before = " WHERE ";
    for (int i = 0; i < key.columns().size(); i++) {
      sql.text(before + dialect.quoteName(key.columns().get(i)) + " = ")
          .part(new LeafSql.RowValue(cells.get(i)));
      before = " AND ";
    }
    return sql.build();
  }

  /** Reads the shard key of the row with a key, given the slot of each of the key's columns. */
  LeafSql select(List<Integer> slots) {
    return selectBy(slots.stream().<LeafSql.Part>map(LeafSql.SlotText::new).toList());
  }

  /** Likewise, given the cell of each. */
  LeafSql find(List<Integer> cells) {
    return selectBy(cells.stream().<LeafSql.Part>map(LeafSql.RowValue::new).toList());
  }

  private LeafSql selectBy(List<LeafSql.Part> values) {
    List<String> quoted = shardColumns().stream().map(dialect::quoteName).toList();
    LeafSql.Builder sql = start("SELECT " + String.join(", ", quoted) + " FROM ");
    String before = " WHERE ";
    for (int i = 0; i < values.size(); i++) {
      sql.text(before + dialect.quoteName(key.columns().get(i)) + " = ").part(values.get(i));
      before = " AND ";
    }
    return sql.build();
  }
}
