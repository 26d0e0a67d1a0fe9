package io.canopydb.driver.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The texts of floating-point numbers as MySQL's server prints them. Stateless. */
public final class MySqlNumbers {
  /** A column that shows as many digits as a number needs. */
  private static final int ANY_DECIMALS = 31;

  /** How far the point may be from the first digit before an exponent is written. */
  private static final int MOST_PLAIN = 15;

  private static final int FLOAT_DIGITS = 6;

  private MySqlNumbers() {}

  /**
   * A DOUBLE.
   *
   * @param decimals of its column; 31 for any
   */
  public static String text(double number, int decimals) {
    if (number == 0 && decimals >= ANY_DECIMALS) {
      return zero(number);
    }
    return text(
        decimals < ANY_DECIMALS ? new BigDecimal(number) : CellText.shortest(number), decimals);
  }

  /** A FLOAT, of which at most six digits are shown. */
  public static String text(float number, int decimals) {
    if (number == 0 && decimals >= ANY_DECIMALS) {
      return zero(number);
    }
    BigDecimal exact = new BigDecimal(number);
    return decimals < ANY_DECIMALS
        ? text(exact, decimals)
        : text(exact.round(new MathContext(FLOAT_DIGITS, RoundingMode.HALF_EVEN)), decimals);
  }

  private static String zero(double number) {
    return Math.copySign(1, number) < 0 ? "-0" : "0";
  }

  private static String text(BigDecimal number, int decimals) {
    if (decimals < ANY_DECIMALS) {
      return number.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
    BigDecimal digits = number.stripTrailingZeros();
    int point = digits.precision() - digits.scale();
    if (point > -MOST_PLAIN + 1 && point <= MOST_PLAIN) {
      return digits.toPlainString();
    }
    String all = digits.unscaledValue().abs().toString();
    return (digits.signum() < 0 ? "-" : "")
        + all.charAt(0)
        + (all.length() > 1 ? "." + all.substring(1) : "")
        + "e"
        + (point - 1);
  }
}
