package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.Template;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.PostgreSqlError;
import io.canopydb.driver.parse.Tokens;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Errors of PostgreSQL's DDL, told of the text that the user wrote: leaves get it with the names of
 * schemas before those of objects.
 */
final class DdlErrors {
  /** Messages that point to the word that they quote. */
  private static final Pattern ABOUT =
      Pattern.compile(
          "^(?:syntax error at or near|type|column|relation|function|collation|operator)"
              + " \"([^\"]+)\"(?: does not exist)?$");

  private static final Pattern SHELL = Pattern.compile("\"public\\.(?=[^\"]+\")");

  private DdlErrors() {}

  /** An error of a statement at a place, as if its gaps and the dots behind them were not there. */
  static SQLException withoutPlace(
      SQLException error, Template text, Dialect dialect, String place, String shell) {
    PostgreSqlError said = PostgreSqlError.of(error);
    if (said == null || said.position() == 0) {
      return error;
    }
    int at = 0;
    int inserted = 0;
    for (Template.Piece piece : text.pieces()) {
      Template one = new Template(List.of(piece));
      int length = one.at(dialect, place, shell).length();
      if (at + length >= said.position()) {
        break;
      }
      at += length;
      if (piece instanceof Template.Slot) {
        inserted += length + 1;
      }
    }
    return said.position(Math.max(1, said.position() - inserted)).told();
  }

  /** An error as the user gets it: with a place in the statement only if that is sure. */
  static SQLException asWritten(SQLException error, Tokens statement) {
    PostgreSqlError said = PostgreSqlError.of(error);
    if (said == null) {
      return error;
    }
    String message = String.valueOf(said.get(PostgreSqlError.MESSAGE));
    if (said.position() > 0 && !isAt(statement, said.position() - 1, message)) {
      said.position(0);
    }
    boolean qualified = false;
    for (int i = 0; i < statement.size(); i++) {
      qualified |= statement.isIdentifier(i) && statement.identifier(i).equals("public");
    }
    if (!qualified) {
      said.set(PostgreSqlError.MESSAGE, SHELL.matcher(message).replaceAll("\""));
    }
    return said.told();
  }

  /** Whether what a message is about stands at a place, as far as that can be told. */
  private static boolean isAt(Tokens statement, int offset, String message) {
    boolean starts = offset == statement.text().length();
    for (int i = 0; i < statement.size(); i++) {
      starts |= statement.start(i) == offset;
    }
    Matcher quoted = ABOUT.matcher(message);
    if (!starts || !quoted.find()) {
      return starts;
    }
    String rest = statement.text().substring(offset).replace("\"", "").toLowerCase(Locale.ROOT);
    String word = quoted.group(1).toLowerCase(Locale.ROOT);
    return rest.startsWith(word) || rest.startsWith(word.substring(word.lastIndexOf('.') + 1));
  }
}
