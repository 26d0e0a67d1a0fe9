package io.canopydb.driver.parse;

import io.canopydb.metadata.model.Engine;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The values that literals and quoted names stand for, decoded as the engine decodes them. */
final class Literals {
  /** The most digits that always fit a long. */
  private static final int LONG_DIGITS = 18;

  /** Longer exponents are out of every engine's range, and a BigDecimal could not hold them. */
  private static final int EXPONENT_DIGITS = 4;

  private Literals() {}

  /** The name in a quoted identifier. */
  static String identifier(String text, int start, int end) {
    if (hasUnicodeEscapes(text, start)) {
      return unicodeUnescaped(text, start, undoubled(text, start + 3, end - 1, '"'));
    }
    return undoubled(text, start + 1, end - 1, text.charAt(start));
  }

  /** Whether a quoted identifier is PostgreSQL's {@code U&"..."}. */
  static boolean hasUnicodeEscapes(String text, int start) {
    return text.charAt(start) == 'U' || text.charAt(start) == 'u';
  }

  /** The text of a string of any form but U&; null for that and for all that is no string. */
  static @Nullable String string(
      TokenKind kind, String text, int start, int end, LexerRules rules) {
    boolean backslash = !rules.noBackslashEscapes();
    return switch (kind) {
      case STRING -> plain(text, start, end, backslash);
      case NATIONAL_STRING -> plain(text, start + 1, end, backslash);
      case ESCAPE_STRING ->
          EscapeStrings.decode(
              text, start, text.charAt(start) == '\'' ? start + 1 : start + 2, end - 1);
      case DOLLAR_STRING -> {
        int tag = text.indexOf('$', start + 1) + 1 - start;
        yield text.substring(start + tag, end - tag);
      }
      default -> null;
    };
  }

  /** The text between two quotes; a doubled quote is one, and a backslash escapes if it may. */
  static String plain(String text, int quoteAt, int end, boolean backslash) {
    char quote = text.charAt(quoteAt);
    int from = quoteAt + 1;
    int to = end - 1;
    if (!backslash) {
      return undoubled(text, from, to, quote);
    }
    int first = firstOf(text, from, to, quote, '\\');
    if (first == to) {
      return text.substring(from, to);
    }
    StringBuilder value = new StringBuilder(to - from).append(text, from, first);
    int i = first;
    while (i < to) {
      char c = text.charAt(i++);
      if (c == quote) {
        i++;
        value.append(c);
      } else if (c == '\\' && i < to) {
        appendMySqlEscape(value, text.charAt(i++));
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  private static void appendMySqlEscape(StringBuilder value, char c) {
    switch (c) {
      case '0' -> value.append('\0');
      case 'b' -> value.append('\b');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'Z' -> value.append('\032');
      // LIKE needs the backslash of these two, so the server keeps it everywhere
      case '%', '_' -> value.append('\\').append(c);
      default -> value.append(c);
    }
  }

  private static String undoubled(String text, int from, int to, char quote) {
    int first = firstOf(text, from, to, quote, quote);
    if (first == to) {
      return text.substring(from, to);
    }
    StringBuilder value = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      value.append(c);
      if (c == quote) {
        i++;
      }
    }
    return value.toString();
  }

  private static int firstOf(String text, int from, int to, char one, char other) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == one || c == other) {
        return i;
      }
    }
    return to;
  }

  private static String unicodeUnescaped(String text, int start, String raw) {
    StringBuilder value = new StringBuilder(raw.length());
    int at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at);
      if (c != '\\') {
        value.append(c);
        at++;
      } else if (raw.startsWith("\\\\", at)) {
        value.append(c);
        at += 2;
      } else {
        boolean plus = raw.startsWith("\\+", at);
        int from = at + (plus ? 2 : 1);
        int to = from + (plus ? 6 : 4);
        int codePoint = to > raw.length() ? -1 : Characters.hex(raw, from, to);
        if (codePoint < 0 || codePoint > Character.MAX_CODE_POINT) {
          throw SqlSyntaxException.at(text, start, "a Unicode escape is \\XXXX or \\+XXXXXX");
        }
        value.appendCodePoint(codePoint);
        at = to;
      }
    }
    return value.toString();
  }

  /** The value of a number; null where Java would hold another. */
  static @Nullable Object number(String text, int start, int end, Engine engine, boolean negative) {
    boolean point = false;
    int exponentAt = -1;
    for (int k = start; k < end; k++) {
      char c = text.charAt(k);
      if (c == '.') {
        point = true;
      } else if (c == 'e' || c == 'E') {
        exponentAt = k;
      } else if (!Characters.isDigit(c) && !(exponentAt >= 0 && (c == '-' || c == '+'))) {
        return null;
      }
    }
    if (!point && exponentAt < 0 && end - start <= LONG_DIGITS) {
      long value = 0;
      for (int k = start; k < end; k++) {
        value = value * 10 + (text.charAt(k) - '0');
      }
      return negative ? -value : value;
    }
    String sql = (negative ? "-" : "") + text.substring(start, end);
    if (exponentAt >= 0) {
      if (end - exponentAt - 1 > EXPONENT_DIGITS) {
        return null;
      }
      if (engine == Engine.MYSQL) {
        double value = Double.parseDouble(sql);
        return Double.isInfinite(value) ? null : value;
      }
      return new BigDecimal(sql);
    }
    if (point) {
      return new BigDecimal(sql);
    }
    BigInteger value = new BigInteger(sql);
    return value.bitLength() < Long.SIZE ? value.longValue() : value;
  }
}
