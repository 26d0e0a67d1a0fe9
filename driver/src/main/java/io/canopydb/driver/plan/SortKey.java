package io.canopydb.driver.plan;

/**
 * One key of an order.
 *
 * @param column 0-based, in the row that the cursor below gives
 * @param kind as what its values are compared
 * @param descending whether greater values come first; says nothing about NULL
 * @param nullsFirst where NULL stands, whatever the direction: the planner has settled what the
 *     statement and the engine's default say
 */
public record SortKey(int column, KeyKind kind, boolean descending, boolean nullsFirst) {

  public SortKey {
    if (column < 0) {
      throw new IllegalArgumentException("column " + column);
    }
  }

  /** The column without the order: rows sorted by it are grouped by it. */
  public KeyColumn keyColumn() {
    return new KeyColumn(column, kind);
  }
}
