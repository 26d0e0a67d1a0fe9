package io.canopydb.driver.front;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.LeafRow;
import io.canopydb.driver.merge.Row;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.merge.ValuesRow;
import io.canopydb.driver.session.Outcome;
import io.canopydb.driver.value.LeafValue;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows out of where they lie, so that they outlive it. A value is kept as the object that the
 * engine's driver gives; where its text does not follow from that, as a {@link LeafValue}.
 */
public final class DetachedRows {
  private final int[] types;

  private DetachedRows(int[] types) {
    this.types = types;
  }

  /**
   * Reads a cursor to its end and closes it, also where it fails.
   *
   * @param maxRows at most so many rows; 0 for all
   */
  public static List<@Nullable Object[]> of(Outcome.Rows rows, long maxRows) throws SQLException {
    try (RowCursor cursor = rows.cursor()) {
      DetachedRows copies =
          new DetachedRows(types(rows.columns().metaData(), rows.columns().count()));
      List<@Nullable Object[]> all = new ArrayList<>();
      while ((maxRows == 0 || all.size() < maxRows) && cursor.next()) {
        all.add(copies.copy(cursor.row()));
      }
      return all;
    }
  }

  /** Reads a leaf's ResultSet to its end. */
  public static List<@Nullable Object[]> of(ResultSet leaf) throws SQLException {
    ResultSetMetaData metaData = leaf.getMetaData();
    DetachedRows copies = new DetachedRows(types(metaData, metaData.getColumnCount()));
    List<@Nullable Object[]> all = new ArrayList<>();
    while (leaf.next()) {
      all.add(copies.copy(leaf));
    }
    return all;
  }

  private static int[] types(ResultSetMetaData metaData, int count) throws SQLException {
    int[] types = new int[count];
    for (int i = 0; i < count; i++) {
      types[i] = metaData.getColumnType(i + 1);
    }
    return types;
  }

  private @Nullable Object[] copy(Row row) throws SQLException {
    if (row instanceof LeafRow leafRow) {
      return copy(leafRow.resultSet());
    }
    if (row instanceof ValuesRow values) {
      return values.values().length == types.length
          ? values.values()
          : Arrays.copyOf(values.values(), types.length);
    }
    throw CanopyError.INTERNAL.with("a row of " + row.getClass().getName());
  }

  private @Nullable Object[] copy(ResultSet leaf) throws SQLException {
    @Nullable Object[] cells = new @Nullable Object[types.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = LeafValue.of(leaf, i + 1, types[i]);
    }
    return cells;
  }
}
