package io.canopydb.driver.execute;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The row that a message of MySQL's names at its end: one of the statement that the leaf got. */
public final class NamedRow {
  private static final Pattern ROW = Pattern.compile(" at row (\\d+)$");

  private NamedRow() {}

  /** The row's number, from 1; 0 where the message names none. */
  public static int in(String message) {
    Matcher matcher = ROW.matcher(message);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /** The message with another row. */
  public static String with(String message, int row) {
    return ROW.matcher(message).replaceFirst(" at row " + row);
  }
}
