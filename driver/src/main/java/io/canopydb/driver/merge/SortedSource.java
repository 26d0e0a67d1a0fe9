package io.canopydb.driver.merge;

import io.canopydb.driver.plan.SortKey;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One source of a merge, with the keys of the row that it stands on. A key is read when a
 * comparison first needs it, so that later keys cost nothing where the first decides.
 */
final class SortedSource {
  private final RowCursor cursor;
  private final int number;
  private final @Nullable Object[] keys;
  private int keysRead;
  private boolean exhausted;

  /**
   * A source that stands before its first row.
   *
   * @param number its place among the sources: of rows with equal keys, those of the lower come
   *     first
   */
  SortedSource(RowCursor cursor, int number, int keyCount) {
    this.cursor = cursor;
    this.number = number;
    this.keys = new Object[keyCount];
  }

  /** Moves on. When there is no further row, the source is closed and stands behind all others. */
  void advance() throws SQLException {
    keysRead = 0;
    if (!cursor.next()) {
      exhausted = true;
      cursor.close();
    }
  }

  boolean exhausted() {
    return exhausted;
  }

  Row row() {
    return cursor.row();
  }

  /** Whether this source's row comes before the other's. */
  boolean before(SortedSource other, List<SortKey> order, List<Comparator<Object>> comparators)
      throws SQLException {
    if (exhausted || other.exhausted) {
      return !exhausted || (other.exhausted && number < other.number);
    }
    for (int i = 0; i < keys.length; i++) {
      SortKey sortKey = order.get(i);
      @Nullable Object mine = key(i, sortKey);
      @Nullable Object others = other.key(i, sortKey);
      if (mine == null || others == null) {
        if (mine != others) {
          return (mine == null) == sortKey.nullsFirst();
        }
      } else {
        int compared = comparators.get(i).compare(mine, others);
        if (compared != 0) {
          return (compared < 0) != sortKey.descending();
        }
      }
    }
    return number < other.number;
  }

  private @Nullable Object key(int i, SortKey sortKey) throws SQLException {
    // Keys are compared in their order, so the ones before i have been read.
    if (keysRead == i) {
      keys[i] = cursor.row().key(sortKey.column(), sortKey.kind());
      keysRead++;
    }
    return keys[i];
  }
}
