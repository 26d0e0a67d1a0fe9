package io.canopydb.driver.merge;

import java.util.List;

/** Rows that are there already. */
public final class ValuesCursor implements RowCursor {
  private final List<? extends Row> rows;
  private int read;

  public ValuesCursor(List<? extends Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /** How many there are, read ones included. */
  public int count() {
    return rows.size();
  }

  @Override
  public boolean next() {
    if (read < rows.size()) {
      read++;
      return true;
    }
    // Past the end row() must not find the last row again.
    read = rows.size() + 1;
    return false;
  }

  @Override
  public Row row() {
    return rows.get(read - 1);
  }

  @Override
  public void close() {
    read = rows.size() + 1;
  }
}
