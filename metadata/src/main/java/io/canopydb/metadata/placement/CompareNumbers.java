package io.canopydb.metadata.placement;

import io.canopydb.metadata.model.Engine;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of an exact numeric column with a value says about the column's value.
 *
 * <p>Integers and decimals compare exactly, whatever their types. A float or double compares as
 * double, as does a string on MySQL; then several column values may equal one probe, and the
 * comparison chooses a partition only where the digits are so few that none is lost.
 */
final class CompareNumbers {
  private static final KeyValue NOT_EXACT =
      new KeyValue.NoPrune("a number is compared with a value of a type that is not exact");

  private CompareNumbers() {}

  /**
   * Compares.
   *
   * @param exactDigits up to how many digits of the probe (and at most 15) the column has no two
   *     values that are one double
   */
  static KeyValue compare(
      Engine engine, @Nullable Object value, ValueSource source, int exactDigits) {
    if (value == null) {
      return new KeyValue.Nothing();
    }
    if (source == ValueSource.CONVERTED_PARAMETER) {
      return NOT_EXACT;
    }
    BigDecimal number;
    if (value instanceof String text) {
      number = CanonicalNumber.ofText(text);
    } else {
      number = CanonicalNumber.exact(value, engine);
    }
    if (number == null || (comparesAsDouble(engine, value) && digits(number) > exactDigits)) {
      return NOT_EXACT;
    }
    return new KeyValue.Known(CanonicalNumber.of(number));
  }

  private static boolean comparesAsDouble(Engine engine, Object value) {
    if (value instanceof Double || value instanceof Float) {
      return true;
    }
    return switch (engine) {
      case MYSQL -> value instanceof String;
      // A quoted literal is of the column's type. (A string parameter is an error there.)
      case POSTGRESQL -> false;
    };
  }

  /** How many digits stand before and after the point. */
  private static int digits(BigDecimal number) {
    return Math.max(number.precision(), number.scale()) + Math.max(0, -number.scale());
  }
}
