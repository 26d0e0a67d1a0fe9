package io.canopydb.driver.jdbc;

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
  static long whole(Object cell, int column, long min, long max, String type) throws SQLException {
    long number;
    if (cell instanceof Integer || cell instanceof Long || cell instanceof Short) {
      number = ((Number) cell).longValue();
    } else {
      BigInteger all = decimal(cell, column, type).toBigInteger();
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

  static double floating(Object cell, int column, String type) throws SQLException {
    Object value = numberOrText(cell);
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
    return decimal(cell, column, type).doubleValue();
  }

  static BigDecimal decimal(Object cell, int column, String type) throws SQLException {
    Object value = numberOrText(cell);
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
      try {
        return new BigDecimal(value.toString().trim());
      } catch (NumberFormatException e) {
        throw CanopyError.VALUE_FORM.causedBy(e, column, type);
      }
    }
    throw CanopyError.VALUE_FORM.with(column, type);
  }

  static boolean truth(Object cell, int column, Engine engine) throws SQLException {
    Object value =
        cell instanceof CopiedCell copied && copied.object() instanceof Boolean
            ? copied.object()
            : numberOrText(cell);
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
    double number = floating(cell, column, "boolean");
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

  /** What a copied value is read from: the object where it is a number, or else the text. */
  private static Object numberOrText(Object cell) {
    if (cell instanceof CopiedCell copied) {
      return copied.object() instanceof Number number ? number : copied.text();
    }
    return cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : cell;
  }
}
