package io.canopydb.driver.jdbc;

import io.canopydb.driver.merge.Row;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.merge.ValuesRow;
import io.canopydb.driver.session.Outcome;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computed rows of integer columns a, b, ..., that tell whether they were closed. */
final class FakeRows implements RowCursor {
  private final List<ValuesRow> rows;
  private final int visible;
  private final int failAt;
  private int position;
  private boolean closed;

  /**
   * @param visible how many columns the application sees
   * @param failAt the number of the row at which next fails, from 1; 0 for none
   */
  private FakeRows(List<ValuesRow> rows, int visible, int failAt) {
    this.rows = rows;
    this.visible = visible;
    this.failAt = failAt;
  }

  /** One column, one row a value. */
  static FakeRows of(@Nullable Object... values) {
    return new FakeRows(Arrays.stream(values).map(value -> ValuesRow.of(value)).toList(), 1, 0);
  }

  static FakeRows failingAt(int number, @Nullable Object... values) {
    return new FakeRows(
        Arrays.stream(values).map(value -> ValuesRow.of(value)).toList(), 1, number);
  }

  /** One row, of which only the first columns are shown. */
  static FakeRows row(int visible, @Nullable Object... values) {
    return new FakeRows(List.of(ValuesRow.of(values)), visible, 0);
  }

  boolean isClosed() {
    return closed;
  }

  Outcome.Rows outcome() {
    List<FixedColumns.Column> all = new ArrayList<>();
    int width = rows.isEmpty() ? visible : rows.get(0).values().length;
    for (int i = 0; i < width; i++) {
      String name = String.valueOf((char) ('a' + i));
      all.add(
          new FixedColumns.Column(
              name, name, Types.INTEGER, "int4", "java.lang.Integer", 10, 0, 11, true, false));
    }
    FixedColumns columns = new FixedColumns(all);
    return new Outcome.Rows(
        this,
        new Outcome.Columns() {
          @Override
          public int count() {
            return visible;
          }

          @Override
          public ResultSetMetaData metaData() {
            return columns;
          }
        });
  }

  @Override
  public boolean next() throws SQLException {
    if (closed) {
      throw new IllegalStateException("moved after it was closed");
    }
    position++;
    if (position == failAt) {
      throw new SQLException("the leaf is gone", "08006");
    }
    return position <= rows.size();
  }

  @Override
  public Row row() {
    return rows.get(position - 1);
  }

  @Override
  public void close() {
    closed = true;
  }
}
