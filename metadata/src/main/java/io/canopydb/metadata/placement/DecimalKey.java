package io.canopydb.metadata.placement;

import io.canopydb.metadata.model.Engine;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An exact decimal column. Canonical: Long for an integral value that fits, else BigDecimal; the
 * strings NaN, Infinity and -Infinity for those of PostgreSQL.
 *
 * @param precision digits in all; 0 where the column has no limit (PostgreSQL's bare {@code
 *     numeric}), and then scale says nothing
 * @param scale digits after the point; PostgreSQL allows a negative one
 * @param unsigned whether it holds no negative value
 */
public record DecimalKey(Engine engine, int precision, int scale, boolean unsigned)
    implements NumberKey {

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
    return number == null ? KeyValue.ASK_LEAF : stored(number);
  }

  /** Both engines round half away from zero. */
  private KeyValue stored(BigDecimal number) {
    if (precision == 0) {
      return new KeyValue.Known(CanonicalNumber.of(number));
    }
    BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
    BigDecimal max = new BigDecimal(BigInteger.TEN.pow(precision).subtract(BigInteger.ONE), scale);
    BigDecimal min = unsigned ? BigDecimal.ZERO : max.negate();
    if (rounded.compareTo(min) >= 0 && rounded.compareTo(max) <= 0) {
      return new KeyValue.Known(CanonicalNumber.of(rounded));
    }
    return switch (engine) {
      case MYSQL -> new KeyValue.Known(CanonicalNumber.of(rounded.signum() < 0 ? min : max));
      case POSTGRESQL -> new KeyValue.Invalid("22003", "the value is out of the column's range");
    };
  }

  /** The canonical form of the text of a value that a leaf stores. */
  public KeyValue ofLeaf(String text) {
    return switch (text) {
      case "NaN", "Infinity", "-Infinity" -> new KeyValue.Known(text);
      default -> stored(new BigDecimal(text));
    };
  }

  @Override
  public KeyValue toCompare(@Nullable Object value, ValueSource source) {
    // Decimals of at most 15 digits are doubles of their own; in a longer column they are not.
    return CompareNumbers.compare(
        engine, value, source, precision >= 1 && precision <= 15 ? 15 : 0);
  }
}
