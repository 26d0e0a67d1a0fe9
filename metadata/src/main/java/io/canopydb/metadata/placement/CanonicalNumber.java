package io.canopydb.metadata.placement;

import io.canopydb.metadata.model.Engine;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The canonical form of exact numbers, one for all integer and decimal types, so that 5, 5.0 and
 * 5.00 hash equally whatever column they stand in: a Long where it fits, else a BigDecimal without
 * trailing zeros.
 */
final class CanonicalNumber {

  /**
   * Up to here each integer is a double of its own, no neighbour rounds to it, and PostgreSQL,
   * which turns a double into a numeric by 15 of its digits, keeps all of them.
   */
  private static final double EXACT_DOUBLE = 1e15;

  /** Likewise for float, of which PostgreSQL takes 6 digits. */
  private static final double EXACT_FLOAT = 1e6;

  /** MySQL's decimals have at most 65 digits; what is longer is cut, or read as a double. */
  private static final int MYSQL_DIGITS = 60;

  /** Far below PostgreSQL's limit; what is longer is left to a leaf. */
  private static final int POSTGRESQL_DIGITS = 1000;

  private static final Pattern PLAIN =
      Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?", Pattern.DOTALL);

  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private CanonicalNumber() {}

  static Object of(BigInteger value) {
    return value.compareTo(LONG_MIN) >= 0 && value.compareTo(LONG_MAX) <= 0
        ? (Object) value.longValue()
        : new BigDecimal(value).stripTrailingZeros();
  }

  static Object of(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    // 19 digits before the point at most, or no long holds it.
    if (stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 19) {
      return of(stripped.toBigIntegerExact());
    }
    return stripped;
  }

  /**
   * The exact value of a number as the engine reads it; null where the value is not a number, or
   * its digits are not certain to reach the engine.
   */
  static @Nullable BigDecimal exact(Object value, Engine engine) {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return BigDecimal.valueOf(((Number) value).longValue());
    }
    if (value instanceof BigInteger integer) {
      return digitsReach(new BigDecimal(integer), engine) ? new BigDecimal(integer) : null;
    }
    if (value instanceof BigDecimal decimal) {
      return digitsReach(decimal, engine) ? decimal : null;
    }
    if (value instanceof Double || value instanceof Float) {
      return ofFloating((Number) value);
    }
    if (value instanceof Boolean bool) {
      return switch (engine) {
        case MYSQL -> bool ? BigDecimal.ONE : BigDecimal.ZERO;
        case POSTGRESQL -> null;
      };
    }
    return null;
  }

  private static boolean digitsReach(BigDecimal value, Engine engine) {
    return switch (engine) {
      // A negative scale is written with an exponent, which MySQL reads as a double.
      case MYSQL -> value.scale() >= 0 && value.scale() <= 30 && value.precision() <= MYSQL_DIGITS;
      case POSTGRESQL ->
          Math.abs((long) value.scale()) <= POSTGRESQL_DIGITS
              && value.precision() <= POSTGRESQL_DIGITS;
    };
  }

  /** A float or double that is an integer so small that it is exact in every engine's reading. */
  private static @Nullable BigDecimal ofFloating(Number value) {
    double number = value.doubleValue();
    double limit = value instanceof Float ? EXACT_FLOAT : EXACT_DOUBLE;
    return Math.abs(number) < limit && number == Math.rint(number)
        ? BigDecimal.valueOf((long) number)
        : null;
  }

  /** The number that a string of digits, with or without sign and fraction, is; else null. */
  static @Nullable BigDecimal ofText(String text) {
    return PLAIN.matcher(text).matches() ? new BigDecimal(text) : null;
  }

  static void encode(Object canonical, KeyEncoder encoder) {
    if (canonical instanceof Long value) {
      encoder.putLongLittleEndian(value);
      encoder.end(KeyEncoder.Family.INTEGER);
    } else if (canonical instanceof BigDecimal value) {
      encoder.putIntLittleEndian(value.scale());
      encoder.putBytes(value.unscaledValue().toByteArray());
      encoder.end(KeyEncoder.Family.DECIMAL);
    } else {
      encoder.putUtf8((String) canonical);
      encoder.end(KeyEncoder.Family.DECIMAL);
    }
  }
}
