package io.canopydb.driver.value;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Engine;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Locale;

/** Numbers and truth in a value. Stateless. */
final class CellNumbers {
  private CellNumbers() {}

  /** A whole number; a fraction is cut off, as both engines' drivers do. */
  static long whole(Object cell, int column, long min, long max, String type, Engine engine)
      throws SQLException {
    long number;
    if (cell instanceof Integer || cell instanceof Long || cell instanceof Short) {
      number = ((Number) cell).longValue();
    } else {
      BigInteger all = decimal(cell, column, type, engine).toBigInteger();
      if (all.bitLength() >= Long.SIZE) {
        throw CanopyError.VALUE_RANGE.with(column, type);
      }
      number = all.longValue();
    }
    if (number < min || number > max) {
      throw CanopyError.VALUE_RANGE.with(column, type);
    }
    return number;
  }

  static double floating(Object cell, int column, String type, Engine engine) throws SQLException {
    Object value = numberOrText(cell, engine);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof String text) {
      try {
        return Double.parseDouble(text.trim());
      } catch (NumberFormatException e) {
        throw CanopyError.VALUE_FORM.causedBy(e, column, type);
      }
    }
    return decimal(cell, column, type, engine).doubleValue();
  }

  static BigDecimal decimal(Object cell, int column, String type, Engine engine)
      throws SQLException {
    Object value = numberOrText(cell, engine);
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    if (value instanceof Boolean truth) {
      return truth ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (value instanceof Number || value instanceof String) {
      // A double is read from its text, in which it is 1 and not 1.0.
      String text = value instanceof Double ? CellText.of(value, engine) : value.toString();
      if (cell instanceof LeafValue copied && copied.text().indexOf('$') >= 0) {
        // PostgreSQL's money is a double for its driver, but has its cents.
        text = copied.text().replace("$", "").replace(",", "");
      }
      try {
        return new BigDecimal(text.trim());
      } catch (NumberFormatException e) {
        throw CanopyError.VALUE_FORM.causedBy(e, column, type);
      }
    }
    throw CanopyError.VALUE_FORM.with(column, type);
  }

  static boolean truth(Object cell, int column, Engine engine) throws SQLException {
    Object value =
        cell instanceof LeafValue copied && copied.object() instanceof Boolean
            ? copied.object()
            : numberOrText(cell, engine);
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof String text) {
      switch (text.trim().toLowerCase(Locale.ROOT)) {
        case "t", "true", "y", "yes", "on" -> {
          return true;
        }
        case "f", "false", "n", "no", "off" -> {
          return false;
        }
        default -> {
          // perhaps a number
        }
      }
    }
    double number = floating(cell, column, "boolean", engine);
    return switch (engine) {
      case MYSQL -> number > 0 || number == -1;
      case POSTGRESQL -> {
        if (number != 0 && number != 1) {
          throw CanopyError.VALUE_FORM.with(column, "boolean");
        }
        yield number == 1;
      }
    };
  }

  /**
   * What a number is read from: the object where it is one, or else the text. A float is read from
   * its text: as a double it is 0.1, not the nearest float to that. MySQL's driver takes an empty
   * text for 0.
   */
  private static Object numberOrText(Object cell, Engine engine) throws SQLException {
    Object value = cell;
    if (cell instanceof LeafValue copied) {
      value =
          copied.object() instanceof Number number && !(number instanceof Float)
              ? number
              : copied.text();
    } else if (cell instanceof Float) {
      value = CellText.of(cell, engine);
    } else if (cell instanceof byte[] bytes) {
      value = new String(bytes, StandardCharsets.UTF_8);
    }
    return switch (engine) {
      case MYSQL -> value.equals("") ? Integer.valueOf(0) : value;
      case POSTGRESQL -> value;
    };
  }
}
