package io.canopydb.driver.plan;

/** Functions whose answer belongs to the user's session, not to a leaf's connection. */
public enum SessionFunction {
  /** MySQL's LAST_INSERT_ID(). */
  LAST_INSERT_ID,
  /** MySQL's ROW_COUNT(). */
  ROW_COUNT,
  /** MySQL's FOUND_ROWS(). */
  FOUND_ROWS,
  /** PostgreSQL's lastval(). */
  LASTVAL
}
