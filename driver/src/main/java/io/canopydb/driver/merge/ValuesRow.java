package io.canopydb.driver.merge;

import io.canopydb.driver.plan.KeyKind;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A row that was computed here, column by column.
 *
 * @param values as the application sees them, and in hidden columns compare values; owned by the
 *     row and not changed afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // a row of a cursor, never compared with another
public record ValuesRow(@Nullable Object[] values) implements Row {

  /** A row of these values. */
  public static ValuesRow of(@Nullable Object... values) {
    return new ValuesRow(values);
  }

  @Override
  public @Nullable Object key(int column, KeyKind kind) throws SQLException {
    return KeyValue.of(values[column], kind);
  }

  @Override
  public @Nullable Object visible(int column) {
    return values[column];
  }
}
