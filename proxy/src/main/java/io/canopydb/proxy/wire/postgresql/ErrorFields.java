package io.canopydb.proxy.wire.postgresql;

import io.canopydb.driver.dialect.PostgreSqlError;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The fields of an error or a notice, by their letters. Immutable. */
record ErrorFields(Map<Character, String> fields) {
  private static final String LETTERS = "MDHPpqWstcdnFLR";
  private static final String INTERNAL_ERROR = "XX000";

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
      fields.put('M', Objects.requireNonNullElse(error.getMessage(), error.toString()));
      return new ErrorFields(fields);
    }
    for (int i = 0; i < LETTERS.length(); i++) {
      String text = said.get(LETTERS.charAt(i));
      if (text != null) {
        fields.put(LETTERS.charAt(i), text);
      }
    }
    return new ErrorFields(fields);
  }

  /** A warning's or a notice's. */
  static ErrorFields notice(SQLException warning) {
    PostgreSqlError said = PostgreSqlError.of(warning);
    String severity = said == null ? null : said.get('S');
    return of(warning, severity == null ? "WARNING" : severity);
  }
}
