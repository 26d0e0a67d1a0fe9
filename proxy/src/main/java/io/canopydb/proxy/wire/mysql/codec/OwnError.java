package io.canopydb.proxy.wire.mysql.codec;

import io.canopydb.driver.error.CanopyError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error of Canopy's own in the number, SQLSTATE and words that clients of MySQL know, where
 * MySQL has the same error.
 */
record OwnError(int number, String state, String message) {
  /** ER_UNKNOWN_ERROR: for what MySQL has no number of. */
  static final int UNKNOWN = 1105;

  /** What clients run again, as they do after a deadlock. */
  private static final int DEADLOCK = 1213;

  static OwnError of(CanopyError error, String message) {
    return switch (error) {
      case UNKNOWN_DATABASE -> same(error, 1049, "Unknown database '%s'", message);
      case UNKNOWN_TABLE -> same(error, 1146, "Table '%2$s.%1$s' doesn't exist", message);
      case NO_DATABASE -> same(error, 1046, "No database selected", message);
      case AMBIGUOUS_COLUMN -> as(1052, "23000", message);
      case UNKNOWN_COLUMN -> as(1054, error.sqlState(), message);
      case EMPTY_STATEMENT -> same(error, 1065, "Query was empty", message);
      case COLUMN_COUNT ->
          same(error, 1136, "Column count doesn't match value count at row %s", message);
      case SYNTAX, MULTI_STATEMENT -> as(1064, error.sqlState(), message);
      case DATABASE_EXISTS ->
          as(1007, "HY000", words(error, "Can't create database '%s'; database exists", message));
      case UNSUPPORTED, UNPARSABLE -> as(1235, error.sqlState(), message);
      case CANCELLED -> as(1317, "70100", "Query execution was interrupted");
      case STATEMENT_TIMEOUT -> as(3024, "HY000", message);
      case AUTHENTICATION -> as(1045, error.sqlState(), message);
      case LEAF_BUSY -> as(1040, "08004", message);
      default ->
          as(error.sqlState().equals("40001") ? DEADLOCK : UNKNOWN, error.sqlState(), message);
    };
  }

  private static OwnError as(int number, String state, String message) {
    return new OwnError(number, state, message);
  }

  private static OwnError same(CanopyError error, int number, String words, String message) {
    return as(number, error.sqlState(), words(error, words, message));
  }

  /** MySQL's words, with what stands in the blanks of ours. */
  private static String words(CanopyError error, String words, String message) {
    String pattern = Pattern.quote(error.happened()).replace("%s", "\\E(.*?)\\Q") + "; .*";
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(message);
    if (!matcher.matches()) {
      return message;
    }
    List<Object> blanks = new ArrayList<>();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      blanks.add(matcher.group(i));
    }
    return String.format(Locale.ROOT, words, blanks.toArray());
  }
}
