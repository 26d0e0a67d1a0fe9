package io.canopydb.driver.plan;

/**
 * What one output column of an aggregation is, made of the rows of one group. Columns are 0-based,
 * in the rows that the cursor below gives.
 */
public sealed interface MergeColumn {

  /**
   * The group's first row's value, just as the leaf gave it: a grouping column, or one that depends
   * on those.
   */
  record First(int column) implements MergeColumn {}

  /**
   * The first value that is not NULL, just as the leaf gave it; NULL where there is none. Without
   * grouping, a partition without rows gives NULL, and that is no value of any row.
   */
  record Any(int column) implements MergeColumn {}

  /**
   * The first row's compare value, for a column that the application does not see and that merging
   * further up sorts or groups by.
   */
  record Key(KeyColumn key) implements MergeColumn {}

  /**
   * MIN: the value that the leaf gave beside the least key; NULL keys don't count.
   *
   * @param column what is given out
   * @param by what is compared; may be the same column
   */
  record Least(int column, KeyColumn by) implements MergeColumn {}

  /**
   * MAX: the value that the leaf gave beside the greatest key; NULL keys don't count.
   *
   * @param column what is given out
   * @param by what is compared; may be the same column
   */
  record Greatest(int column, KeyColumn by) implements MergeColumn {}

  /**
   * In how many rows the column is not NULL: COUNT(DISTINCT x) over rows that are distinct by x.
   * Gives a Long.
   */
  record CountValues(int column) implements MergeColumn {}

  /** The values of all rows, folded into one. */
  record Fold(MergeFunction function, int column) implements MergeColumn {}
}
