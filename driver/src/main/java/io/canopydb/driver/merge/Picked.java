package io.canopydb.driver.merge;

import io.canopydb.driver.plan.KeyColumn;
import java.sql.SQLException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Accumulators whose result is a value that one of the rows had. */
final class Picked {

  private Picked() {}

  /** The first row's value. */
  static final class First implements Accumulator {
    private final int column;
    private boolean begun;
    private @Nullable Object value;

    First(int column) {
      this.column = column;
    }

    @Override
    public void add(Row row) throws SQLException {
      if (!begun) {
        begun = true;
        value = row.visible(column);
      }
    }

    @Override
    public @Nullable Object result() {
      return value;
    }
  }

  /** The first value that is not NULL. */
  static final class Any implements Accumulator {
    private final int column;
    private @Nullable Object value;

    Any(int column) {
      this.column = column;
    }

    @Override
    public void add(Row row) throws SQLException {
      if (value == null) {
        value = row.visible(column);
      }
    }

    @Override
    public @Nullable Object result() {
      return value;
    }
  }

  /** The first row's compare value. */
  static final class Key implements Accumulator {
    private final KeyColumn key;
    private boolean begun;
    private @Nullable Object value;

    Key(KeyColumn key) {
      this.key = key;
    }

    @Override
    public void add(Row row) throws SQLException {
      if (!begun) {
        begun = true;
        value = row.key(key.column(), key.kind());
      }
    }

    @Override
    public @Nullable Object result() {
      return value;
    }
  }

  /** The value beside the least or the greatest key, of equal ones the first. */
  static final class Extreme implements Accumulator {
    private final int column;
    private final KeyColumn by;
    private final Comparator<Object> order;
    private final int sign;
    private @Nullable Object key;
    private @Nullable Object value;

    /**
     * None yet.
     *
     * @param sign -1 for the least, 1 for the greatest
     */
    Extreme(int column, KeyColumn by, int sign) {
      this.column = column;
      this.by = by;
      this.order = KeyOrder.of(by.kind());
      this.sign = sign;
    }

    @Override
    public void add(Row row) throws SQLException {
      @Nullable Object candidate = row.key(by.column(), by.kind());
      if (candidate != null
          && (key == null || Integer.signum(order.compare(candidate, key)) == sign)) {
        key = candidate;
        value = row.visible(column);
      }
    }

    @Override
    public @Nullable Object result() {
      return value;
    }
  }
}
