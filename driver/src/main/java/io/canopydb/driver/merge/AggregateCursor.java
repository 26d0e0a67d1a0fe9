package io.canopydb.driver.merge;

import io.canopydb.driver.plan.KeyColumn;
import io.canopydb.driver.plan.MergeColumn;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one row of each run of rows with equal keys. Where the source is sorted by the keys, in
 * whatever direction, that is one row for each group, and the memory is that of one group.
 *
 * <p>Without keys all rows are one group, and there is exactly one row even if there are none.
 */
public final class AggregateCursor implements RowCursor {
  private final RowCursor source;
  private final GroupKeys group;
  private final List<MergeColumn> columns;
  private final boolean keyed;
  private State state = State.BEFORE_FIRST;
  private @Nullable ValuesRow row;

  /** Where the source stands. */
  private enum State {
    BEFORE_FIRST,
    ON_NEXT_GROUP,
    AT_END
  }

  /**
   * Owns the source from here on.
   *
   * @param columns what the columns of the given rows are
   */
  public AggregateCursor(RowCursor source, List<KeyColumn> keys, List<MergeColumn> columns) {
    this.source = source;
    this.group = new GroupKeys(keys);
    this.columns = List.copyOf(columns);
    this.keyed = !keys.isEmpty();
  }

  /** What it reads. */
  public RowCursor source() {
    return source;
  }

  @Override
  public boolean next() throws SQLException {
    row = null;
    if (state == State.AT_END) {
      return false;
    }
    if (state == State.BEFORE_FIRST && !source.next()) {
      state = State.AT_END;
      if (keyed) {
        return false;
      }
      row = result(newAccumulators());
      return true;
    }
    row = result(readGroup());
    return true;
  }

  /** Reads the group whose first row the source stands on, and one row more. */
  private Accumulator[] readGroup() throws SQLException {
    Accumulator[] accumulators = newAccumulators();
    group.enter(source.row());
    do {
      for (Accumulator accumulator : accumulators) {
        accumulator.add(source.row());
      }
      Sources.checkInterrupt();
      state = source.next() ? State.ON_NEXT_GROUP : State.AT_END;
    } while (state == State.ON_NEXT_GROUP && group.contains(source.row()));
    return accumulators;
  }

  private Accumulator[] newAccumulators() {
    return columns.stream().map(AggregateCursor::accumulator).toArray(Accumulator[]::new);
  }

  /** The accumulator of a column, for a group of which no row has been read. */
  private static Accumulator accumulator(MergeColumn column) {
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

  private static ValuesRow result(Accumulator[] accumulators) throws SQLException {
    @Nullable Object[] values = new Object[accumulators.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = accumulators[i].result();
    }
    return new ValuesRow(values);
  }

  @Override
  public Row row() {
    if (row == null) {
      throw new IllegalStateException("the cursor stands on no row");
    }
    return row;
  }

  @Override
  public void close() throws SQLException {
    source.close();
  }
}
