package io.canopydb.driver.planner;

/** How large tables are, roughly: a plan that is made by them may be slow, but never wrong. */
public interface TableSizes {

  /** What is known of a sharded table, all partitions together. */
  Size of(String database, String table);

  /** How many leaves take part in a query of all partitions. */
  int leaves();

  /**
   * The size of a table.
   *
   * @param rows at least 1
   * @param rowBytes how many bytes a row has on the average; at least 1
   */
  record Size(double rows, double rowBytes) {}
}
