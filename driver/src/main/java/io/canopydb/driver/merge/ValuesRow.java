package io.canopydb.driver.merge;

import org.jspecify.annotations.Nullable;

/**
 * A row that was computed here, column by column.
 *
 * @param values Long, BigDecimal, Double, Boolean, byte[], String, java.time or null; owned by the
 *     row and not changed afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // a row of a cursor, never compared with another
public record ValuesRow(@Nullable Object[] values) implements Row {

  @Override
  public @Nullable Object value(int column) {
    return values[column];
  }
}
