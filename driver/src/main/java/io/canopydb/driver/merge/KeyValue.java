package io.canopydb.driver.merge;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.plan.KeyKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns a Java value into the compare value of a kind, where that loses nothing. */
public final class KeyValue {

  private KeyValue() {}

  /**
   * The compare value.
   *
   * @throws SQLException an internal error where the value is not of the kind: the plan is wrong
   */
  public static @Nullable Object of(@Nullable Object value, KeyKind kind) throws SQLException {
    if (value == null) {
      return null;
    }
    if (value instanceof CarriedValue carried) {
      return of(carried.value(), kind);
    }
    @Nullable Object key =
        switch (kind) {
          case LONG -> exactLong(value);
          case DECIMAL -> numeric(value);
          case DOUBLE ->
              value instanceof Double || value instanceof Float
                  ? (Object) ((Number) value).doubleValue()
                  : null;
          case BYTES -> only(byte[].class, value);
          case UTF8_TEXT -> only(String.class, value);
          case BOOLEAN -> only(Boolean.class, value);
          case LOCAL_DATE -> only(LocalDate.class, value);
          case LOCAL_DATE_TIME -> only(LocalDateTime.class, value);
          case OFFSET_DATE_TIME -> only(OffsetDateTime.class, value);
          case LOCAL_TIME -> only(LocalTime.class, value);
          case UUID -> only(UUID.class, value);
        };
    if (key == null) {
      throw CanopyError.INTERNAL.with("a " + value.getClass().getName() + " as key of " + kind);
    }
    return key;
  }

  private static @Nullable Object only(Class<?> type, Object value) {
    return type.isInstance(value) ? value : null;
  }

  private static @Nullable Long exactLong(Object value) {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof BigInteger integer && integer.bitLength() < Long.SIZE) {
      return integer.longValue();
    }
    return null;
  }

  private static @Nullable Numeric numeric(Object value) {
    if (value instanceof Numeric numeric) {
      return numeric;
    }
    if (value instanceof BigDecimal decimal) {
      return new Numeric.Finite(decimal);
    }
    if (value instanceof BigInteger integer) {
      return new Numeric.Finite(new BigDecimal(integer));
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return new Numeric.Special(number);
    }
    Long exact = exactLong(value);
    return exact == null ? null : new Numeric.Finite(BigDecimal.valueOf(exact));
  }
}
