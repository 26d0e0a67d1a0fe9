package io.canopydb.driver.merge;

import java.sql.SQLException;

/** Counts the rows in which a column is not NULL. */
final class ValueCount implements Accumulator {
  private final int column;
  private long count;

  ValueCount(int column) {
    this.column = column;
  }

  @Override
  public void add(Row row) throws SQLException {
    if (row.visible(column) != null) {
      count++;
    }
  }

  @Override
  public Long result() {
    return count;
  }
}
