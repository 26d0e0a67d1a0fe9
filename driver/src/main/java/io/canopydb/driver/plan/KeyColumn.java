package io.canopydb.driver.plan;

/**
 * A column that rows are compared by.
 *
 * @param column 0-based, in the row that the cursor below gives
 * @param kind as what its values are compared
 */
public record KeyColumn(int column, KeyKind kind) {

  public KeyColumn {
    if (column < 0) {
      throw new IllegalArgumentException("column " + column);
    }
  }
}
