package io.canopydb.driver.value;

import io.canopydb.metadata.model.Engine;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;

/** The text of a value, as getString of the engine's own driver has it. Stateless. */
final class CellText {
  /** From this power of ten on, and below MIN_PLAIN, PostgreSQL writes an exponent. */
  private static final int DOUBLE_DIGITS = 15;

  private static final int FLOAT_DIGITS = 6;
  private static final int MIN_PLAIN = -4;
  private static final int MAX_DIGITS = 17;

  private CellText() {}

  /** The text of what is no time. */
  static String of(Object cell, Engine engine) throws SQLException {
    return of(cell, engine, false, 0);
  }

  /**
   * The text.
   *
   * @param withZone whether the column is one of times with zone (PostgreSQL)
   * @param fraction how many digits of the fraction of a second are always written (MySQL)
   */
  static String of(Object cell, Engine engine, boolean withZone, int fraction) throws SQLException {
    if (cell instanceof LeafValue copied) {
      return copied.text();
    }
    if (cell instanceof String text) {
      return text;
    }
    if (cell instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (cell instanceof Double number) {
      return ofDouble(number, engine);
    }
    if (cell instanceof Float number) {
      return ofFloat(number, engine);
    }
    if (cell instanceof Boolean truth) {
      return switch (engine) {
        case MYSQL -> truth ? "1" : "0";
        case POSTGRESQL -> truth ? "t" : "f";
      };
    }
    if (cell instanceof byte[] bytes) {
      return switch (engine) {
        case MYSQL -> new String(bytes, StandardCharsets.UTF_8);
        case POSTGRESQL -> "\\x" + HexFormat.of().formatHex(bytes);
      };
    }
    if (cell instanceof SQLXML xml) {
      return xml.getString();
    }
    if (cell instanceof Clob clob) {
      return clob.getSubString(1, (int) clob.length());
    }
    return ofTime(cell, withZone, fraction);
  }

  private static String ofTime(Object cell, boolean withZone, int fraction) {
    if (cell instanceof java.util.Date date && CellTimes.isInfinite(date)) {
      return date.getTime() > 0 ? CellTimes.INFINITY : "-" + CellTimes.INFINITY;
    }
    if (cell instanceof Timestamp timestamp) {
      return withZone
          ? zoned(timestamp.toInstant().atZone(ZoneId.systemDefault()).toOffsetDateTime(), fraction)
          : local(timestamp.toLocalDateTime(), fraction);
    }
    if (cell instanceof LocalDateTime dateTime) {
      return local(dateTime, fraction);
    }
    if (cell instanceof OffsetDateTime dateTime) {
      return zoned(dateTime, fraction);
    }
    if (cell instanceof Time time) {
      return clock(CellTimes.localTime(time), fraction);
    }
    if (cell instanceof LocalTime time) {
      return clock(time, fraction);
    }
    return cell.toString();
  }

  private static String local(LocalDateTime dateTime, int fraction) {
    return dateTime.toLocalDate() + " " + clock(dateTime.toLocalTime(), fraction);
  }

  private static String zoned(OffsetDateTime dateTime, int fraction) {
    return local(dateTime.toLocalDateTime(), fraction) + offset(dateTime.getOffset());
  }

  private static String clock(LocalTime time, int fraction) {
    DateTimeFormatterBuilder clock = new DateTimeFormatterBuilder().appendPattern("HH:mm:ss");
    int digits = Math.max(fraction, 0);
    return time.format(
        time.getNano() == 0 && digits == 0
            ? clock.toFormatter()
            : clock
                .appendFraction(ChronoField.NANO_OF_SECOND, digits, Math.max(digits, 9), true)
                .toFormatter());
  }

  /** PostgreSQL writes an offset of whole hours without minutes. */
  private static String offset(ZoneOffset offset) {
    return DateTimeFormatter.ofPattern(offset.getTotalSeconds() % 3600 == 0 ? "xxx" : "xxxxx")
        .format(offset)
        .replaceFirst(":00$", "");
  }

  /** MySQL's driver writes these as Java does; PostgreSQL's gives the server's text. */
  private static String ofDouble(double number, Engine engine) {
    return switch (engine) {
      case MYSQL -> Double.toString(number);
      case POSTGRESQL ->
          Double.isNaN(number) || Double.isInfinite(number)
              ? Double.toString(number)
              : sign(number) + write(shortest(number).abs(), DOUBLE_DIGITS);
    };
  }

  private static String ofFloat(float number, Engine engine) {
    return switch (engine) {
      case MYSQL -> Float.toString(number);
      case POSTGRESQL ->
          Float.isNaN(number) || Float.isInfinite(number)
              ? Float.toString(number)
              : sign(number) + write(shortest(number).abs(), FLOAT_DIGITS);
    };
  }

  /** The fewest digits from which the number is read again. */
  static BigDecimal shortest(double number) {
    BigDecimal digits = new BigDecimal(number);
    for (int precision = 1; precision <= MAX_DIGITS; precision++) {
      BigDecimal shorter = digits.round(new MathContext(precision, RoundingMode.HALF_EVEN));
      if (shorter.doubleValue() == number) {
        return shorter;
      }
    }
    return digits;
  }

  private static BigDecimal shortest(float number) {
    BigDecimal digits = new BigDecimal(number);
    for (int precision = 1; precision <= MAX_DIGITS; precision++) {
      BigDecimal shorter = digits.round(new MathContext(precision, RoundingMode.HALF_EVEN));
      if (shorter.floatValue() == number) {
        return shorter;
      }
    }
    return digits;
  }

  private static String sign(double number) {
    return Math.copySign(1, number) < 0 ? "-" : "";
  }

  private static String write(BigDecimal number, int maxPlain) {
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal digits = number.stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= MIN_PLAIN && exponent < maxPlain) {
      return digits.toPlainString();
    }
    String all = digits.unscaledValue().toString();
    String mantissa = all.length() == 1 ? all : all.charAt(0) + "." + all.substring(1);
    return mantissa
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }
}
