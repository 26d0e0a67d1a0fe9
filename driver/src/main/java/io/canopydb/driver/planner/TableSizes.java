package io.canopydb.driver.planner;

/** How large tables are, roughly: a plan that is made by them may be slow, but never wrong. */
public interface TableSizes {

  /** How many rows a sharded table has in all its partitions; at least 1. */
  double rows(String database, String table);

  /** How many leaves take part in a query of all partitions. */
  int leaves();
}
