package io.canopydb.driver.jdbc;

import io.canopydb.driver.execute.Parameter;
import io.canopydb.metadata.placement.ValueSource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A parameter with the setter that the application called. Immutable as far as the value is; like
 * the engines' drivers, it does not copy an array that was given to it.
 */
record BoundValue<T extends @Nullable Object>(T value, Setter<T> setter, ValueSource source)
    implements Parameter {

  /** One of PreparedStatement's setters, with everything but the value settled. */
  @FunctionalInterface
  interface Setter<T extends @Nullable Object> {
    void set(PreparedStatement statement, int index, T value) throws SQLException;
  }

  /** A value bound by the setter that belongs to its class. */
  static <T extends @Nullable Object> BoundValue<T> own(T value, Setter<T> setter) {
    return new BoundValue<>(value, setter, ValueSource.PARAMETER);
  }

  /** A value that the leaf's driver may turn into another one. */
  static <T extends @Nullable Object> BoundValue<T> converted(T value, Setter<T> setter) {
    return new BoundValue<>(value, setter, ValueSource.CONVERTED_PARAMETER);
  }

  @Override
  public void bind(PreparedStatement statement, int index) throws SQLException {
    setter.set(statement, index, value);
  }

  /** Without the value, which may be a secret. */
  @Override
  public String toString() {
    return value == null ? "NULL" : value.getClass().getSimpleName();
  }
}
