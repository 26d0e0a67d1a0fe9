package io.canopydb.driver.execute;

import java.sql.SQLException;

/** Knows what sharded tables take in all partitions. */
@FunctionalInterface
public interface TableSizes {
  /** A query that gives it, as {@code SystemTables.sizes} writes it. */
  String sql() throws SQLException;
}
