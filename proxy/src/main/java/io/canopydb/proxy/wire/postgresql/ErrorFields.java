package io.canopydb.proxy.wire.postgresql;

import io.canopydb.driver.dialect.PostgreSqlError;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The fields of an error or a notice, by their letters. Immutable. */
record ErrorFields(Map<Character, String> fields) {
  private static final String LETTERS = "MDHPpqWstcdnFLR";
  private static final String INTERNAL_ERROR = "XX000";

  /** What PgJDBC begins messages with, and the core likewise where it words PostgreSQL's own. */
  private static final String PREFIX = "ERROR: ";

  /** Where a leaf's error speaks of what we called something there. */
  private static final Pattern OF_DRIVER =
      Pattern.compile(
          "(unnamed portal|portal \"C_\\d+\") (parameter|with parameters).*|COPY canopy_.*");

  static ErrorFields of(SQLException error) {
    return of(error, "ERROR");
  }

  /** What ends the connection. */
  static ErrorFields fatal(SQLException error) {
    return of(error, "FATAL");
  }

  static ErrorFields fatal(String state, String message) {
    return fatal(new SQLException(message, state));
  }

  private static ErrorFields of(SQLException error, String severity) {
    PostgreSqlError said = PostgreSqlError.of(error);
    Map<Character, String> fields = new LinkedHashMap<>();
    fields.put('S', severity);
    fields.put('V', severity);
    fields.put('C', Objects.requireNonNullElse(error.getSQLState(), INTERNAL_ERROR));
    if (said == null) {
      String message = Objects.requireNonNullElse(error.getMessage(), error.toString());
      fields.put('M', message.startsWith(PREFIX) ? message.substring(PREFIX.length()) : message);
      return new ErrorFields(fields);
    }
    for (int i = 0; i < LETTERS.length(); i++) {
      String text = said.get(LETTERS.charAt(i));
      if (text != null && !OF_DRIVER.matcher(text).matches()) {
        fields.put(LETTERS.charAt(i), text);
      }
    }
    return new ErrorFields(fields);
  }

  private static boolean isWarning(SQLException said) {
    String state = Objects.requireNonNullElse(said.getSQLState(), "01000");
    return state.startsWith("01") || state.startsWith("25");
  }

  /** A warning's or a notice's. */
  static ErrorFields notice(SQLException warning) {
    PostgreSqlError said = PostgreSqlError.of(warning);
    String severity = said == null ? null : said.get('S');
    return of(warning, severity != null ? severity : isWarning(warning) ? "WARNING" : "NOTICE");
  }
}
