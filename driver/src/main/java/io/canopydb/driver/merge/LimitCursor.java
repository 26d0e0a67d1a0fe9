package io.canopydb.driver.merge;

import java.sql.SQLException;

/**
 * At most {@code limit} rows, after the first {@code offset} ones. It never asks its source for a
 * row that it does not need, and closes it once it needs no more: the leaves can stop then.
 */
public final class LimitCursor implements RowCursor {

  /** A limit that is none. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  private final RowCursor source;
  private long skip;
  private long left;

  /**
   * Owns the source from here on.
   *
   * @param limit at least 0; {@link #UNLIMITED} for all
   * @param offset at least 0
   */
  public LimitCursor(RowCursor source, long limit, long offset) {
    if (limit < 0 || offset < 0) {
      throw new IllegalArgumentException("limit " + limit + " offset " + offset);
    }
    this.source = source;
    this.left = limit;
    this.skip = offset;
  }

  /** What it reads. */
  public RowCursor source() {
    return source;
  }

  @Override
  public boolean next() throws SQLException {
    if (left > 0 && skipOffset() && source.next()) {
      left--;
      return true;
    }
    left = 0;
    source.close();
    return false;
  }

  private boolean skipOffset() throws SQLException {
    for (; skip > 0; skip--) {
      Sources.checkInterrupt();
      if (!source.next()) {
        return false;
      }
    }
    return true;
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
