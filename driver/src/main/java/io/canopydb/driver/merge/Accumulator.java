package io.canopydb.driver.merge;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One output column of one group, while the group's rows are read. */
interface Accumulator {

  /** Takes in one row of the group. */
  void add(Row row) throws SQLException;

  /** The column's value over the rows so far, as the application sees it. */
  @Nullable Object result() throws SQLException;
}
