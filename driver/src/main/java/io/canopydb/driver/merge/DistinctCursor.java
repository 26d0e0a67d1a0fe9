package io.canopydb.driver.merge;

import io.canopydb.driver.plan.KeyColumn;
import java.sql.SQLException;
import java.util.List;

/**
 * The first row of each run of rows with equal keys. Where the source is sorted by the keys, in
 * whatever direction, that is one row for each key.
 */
public final class DistinctCursor implements RowCursor {
  private final RowCursor source;
  private final GroupKeys group;
  private boolean begun;

  /** Owns the source from here on. */
  public DistinctCursor(RowCursor source, List<KeyColumn> keys) {
    this.source = source;
    this.group = new GroupKeys(keys);
  }

  @Override
  public boolean next() throws SQLException {
    while (source.next()) {
      if (!begun || !group.contains(source.row())) {
        begun = true;
        group.enter(source.row());
        return true;
      }
      Sources.checkInterrupt();
    }
    return false;
  }

  @Override
  public Row row() {
    return source.row();
  }

  @Override
  public void close() throws SQLException {
    source.close();
  }
}
