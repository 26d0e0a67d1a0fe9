package io.canopydb.metadata.placement;

import io.canopydb.metadata.model.Engine;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An integer column. Canonical: Long, or BigDecimal above the range of long (MySQL's {@code bigint
 * unsigned}).
 *
 * @param min the least value that the column holds
 * @param max the greatest
 */
public record IntegerKey(Engine engine, long min, BigInteger max) implements NumberKey {

  @Override
  public KeyValue toStore(@Nullable Object value, ValueSource source) {
    if (value == null) {
      return KeyValue.NULL;
    }
    if (source == ValueSource.CONVERTED_PARAMETER) {
      return KeyValue.ASK_LEAF;
    }
    BigDecimal number =
        value instanceof String text
            ? CanonicalNumber.ofText(text)
            : CanonicalNumber.exact(value, engine);
    if (number == null) {
      return KeyValue.ASK_LEAF;
    }
    return switch (engine) {
      case MYSQL -> stored(number);
      // 5.5 as a string is no integer to PostgreSQL.
      case POSTGRESQL ->
          value instanceof String && number.scale() > 0 ? KeyValue.ASK_LEAF : stored(number);
    };
  }

  /** Both engines round a decimal half away from zero. */
  private KeyValue stored(BigDecimal number) {
    BigInteger integer = number.setScale(0, RoundingMode.HALF_UP).toBigInteger();
    BigInteger least = BigInteger.valueOf(min);
    if (integer.compareTo(least) >= 0 && integer.compareTo(max) <= 0) {
      return new KeyValue.Known(CanonicalNumber.of(integer));
    }
    return switch (engine) {
      case MYSQL -> new KeyValue.Known(CanonicalNumber.of(integer.signum() < 0 ? least : max));
      case POSTGRESQL -> new KeyValue.Invalid("22003", "the value is out of the column's range");
    };
  }

  /** The canonical form of an integer that a leaf computed, clamped as the engine would. */
  public KeyValue ofLeaf(BigInteger integer) {
    return stored(new BigDecimal(integer));
  }

  @Override
  public KeyValue toCompare(@Nullable Object value, ValueSource source) {
    if (value instanceof Long && source != ValueSource.CONVERTED_PARAMETER) {
      return new KeyValue.Known(value);
    }
    // An integer of at most 15 digits is the same number to an engine that compares as doubles.
    return CompareNumbers.compare(engine, value, source, 15);
  }
}
