package io.canopydb.driver.merge;

import io.canopydb.driver.plan.KeyKind;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source that watches how it is used. Its rows are as short-lived as those of a leaf: once the
 * source has moved on or is closed, whoever still reads one fails. So a cursor that passes its
 * tests keeps no row but the one that each source stands on.
 */
final class ScriptedSource implements RowCursor {
  private final Iterator<ValuesRow> rows;
  private final int failAt;
  private final @Nullable Exception closeFailure;
  private int pulled;
  private int closings;
  private boolean ended;
  private @Nullable StrictRow current;

  private ScriptedSource(Iterator<ValuesRow> rows, int failAt, @Nullable Exception closeFailure) {
    this.rows = rows;
    this.failAt = failAt;
    this.closeFailure = closeFailure;
  }

  static ScriptedSource of(List<ValuesRow> rows) {
    return new ScriptedSource(rows.iterator(), -1, null);
  }

  static ScriptedSource generating(Iterator<ValuesRow> rows) {
    return new ScriptedSource(rows, -1, null);
  }

  /** Fails when its row of this number, from 0, is asked for. */
  static ScriptedSource failingAt(List<ValuesRow> rows, int number) {
    return new ScriptedSource(rows.iterator(), number, null);
  }

  /** Closes, but throws this then. */
  static ScriptedSource failingOnClose(List<ValuesRow> rows, Exception failure) {
    return new ScriptedSource(rows.iterator(), -1, failure);
  }

  @Override
  public boolean next() throws SQLException {
    if (closings > 0) {
      throw new AssertionError("next on a closed source");
    }
    if (ended) {
      throw new AssertionError("next on a source that has ended");
    }
    expireCurrent();
    if (pulled == failAt) {
      throw new SQLException("row " + failAt + " can't be read");
    }
    if (!rows.hasNext()) {
      ended = true;
      return false;
    }
    pulled++;
    current = new StrictRow(rows.next());
    return true;
  }

  @Override
  public Row row() {
    if (current == null) {
      throw new AssertionError("the source stands on no row");
    }
    return current;
  }

  @Override
  public void close() throws SQLException {
    closings++;
    expireCurrent();
    if (closings > 1) {
      return; // idempotent, as every cursor is
    }
    if (closeFailure instanceof SQLException e) {
      throw e;
    }
    if (closeFailure instanceof RuntimeException e) {
      throw e;
    }
  }

  private void expireCurrent() {
    if (current != null) {
      current.expired = true;
      current = null;
    }
  }

  /** How many rows were taken from it. */
  int pulled() {
    return pulled;
  }

  boolean closed() {
    return closings > 0;
  }

  private static final class StrictRow implements Row {
    private final ValuesRow values;
    private boolean expired;

    StrictRow(ValuesRow values) {
      this.values = values;
    }

    @Override
    public @Nullable Object key(int column, KeyKind kind) throws SQLException {
      checkLive();
      return values.key(column, kind);
    }

    @Override
    public @Nullable Object visible(int column) {
      checkLive();
      return values.visible(column);
    }

    private void checkLive() {
      if (expired) {
        throw new AssertionError("a row is read after its source moved on");
      }
    }
  }
}
