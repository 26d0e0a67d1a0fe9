package io.canopydb.driver.merge;

import io.canopydb.driver.plan.MergeColumn;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One output column of one group, while the group's rows are read. */
interface Accumulator {

  /** Takes in one row of the group. */
  void add(Row row) throws SQLException;

  /** The column's value over the rows so far, as the application sees it. */
  @Nullable Object result() throws SQLException;

  /** A new one for a group of which no row has been read. */
  static Accumulator of(MergeColumn column) {
    if (column instanceof MergeColumn.First first) {
      return new Picked.First(first.column());
    }
    if (column instanceof MergeColumn.Any any) {
      return new Picked.Any(any.column());
    }
    if (column instanceof MergeColumn.Key key) {
      return new Picked.Key(key.key());
    }
    if (column instanceof MergeColumn.Least least) {
      return new Picked.Extreme(least.column(), least.by(), -1);
    }
    if (column instanceof MergeColumn.Greatest greatest) {
      return new Picked.Extreme(greatest.column(), greatest.by(), 1);
    }
    if (column instanceof MergeColumn.CountValues count) {
      return new ValueCount(count.column());
    }
    if (column instanceof MergeColumn.Fold fold) {
      return Fold.of(fold.function(), fold.column());
    }
    throw new AssertionError("no accumulator for " + column);
  }
}
