package io.canopydb.driver.merge;

import io.canopydb.driver.plan.KeyColumn;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of the group that a cursor is in. NULL is in one group with NULL. */
final class GroupKeys {
  private final List<KeyColumn> columns;
  private final List<Comparator<Object>> orders;
  private final @Nullable Object[] values;

  GroupKeys(List<KeyColumn> columns) {
    this.columns = List.copyOf(columns);
    this.orders = columns.stream().map(column -> KeyOrder.of(column.kind())).toList();
    this.values = new Object[columns.size()];
  }

  /** A row begins a group. */
  void enter(Row row) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      values[i] = key(row, i);
    }
  }

  /** Whether a row is of the group. */
  boolean contains(Row row) throws SQLException {
    // The last key of an order changes first.
    for (int i = values.length - 1; i >= 0; i--) {
      @Nullable Object mine = values[i];
      @Nullable Object other = key(row, i);
      if (mine == null || other == null) {
        if (mine != other) {
          return false;
        }
      } else if (orders.get(i).compare(mine, other) != 0) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Object key(Row row, int i) throws SQLException {
    KeyColumn column = columns.get(i);
    return row.key(column.column(), column.kind());
  }
}
