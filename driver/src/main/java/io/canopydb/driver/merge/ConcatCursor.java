package io.canopydb.driver.merge;

import java.sql.SQLException;
import java.util.List;

/** The rows of all sources, one source after the other. A source is closed when it is read out. */
public final class ConcatCursor implements RowCursor {
  private final List<RowCursor> sources;
  private int current;

  /** Owns the sources from here on. */
  public ConcatCursor(List<? extends RowCursor> sources) {
    this.sources = List.copyOf(sources);
  }

  /** The first of what it gives. */
  public RowCursor first() {
    return sources.get(0);
  }

  @Override
  public boolean next() throws SQLException {
    while (current < sources.size()) {
      RowCursor source = sources.get(current);
      if (source.next()) {
        return true;
      }
      current++;
      source.close();
    }
    return false;
  }

  @Override
  public Row row() {
    return sources.get(current).row();
  }

  @Override
  public void close() throws SQLException {
    Sources.closeAll(sources);
  }
}
