package io.canopydb.driver.front;

import io.canopydb.driver.dialect.PostgreSqlError;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement of PostgreSQL with its parameters as protocols write them ({@code $1}), and as the
 * core takes them ({@code ?}): the places of all else stay the same, so that errors name the user's
 * own.
 *
 * @param written as the client wrote it
 * @param text for {@link io.canopydb.driver.session.Session#prepare}
 * @param numbers which parameter each {@code ?} is, counted from 1
 * @param count the highest of them; 0 for none
 */
public record NumberedText(String written, String text, List<Integer> numbers, int count) {
  private static final LexerRules RULES = LexerRules.postgresql().withoutParameters();

  /** As many as the protocol can count. */
  private static final int MOST = 65_535;

  public NumberedText {
    numbers = List.copyOf(numbers);
  }

  /**
   * Reads a text.
   *
   * @throws SQLException if it can't be cut into tokens
   */
  public static NumberedText of(String written) throws SQLException {
    if (written.indexOf('$') < 0 && written.indexOf('?') < 0) {
      return new NumberedText(written, written, List.of(), 0);
    }
    Tokens tokens;
    try {
      tokens = Lexer.lex(written, RULES);
    } catch (SqlSyntaxException e) {
      throw CanopyError.SYNTAX.causedBy(e, e.line(), e.column(), e.getMessage());
    }
    StringBuilder text = new StringBuilder();
    List<Integer> numbers = new ArrayList<>();
    int count = 0;
    int copied = 0;
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.text(i);
      if (tokens.isKind(i, TokenKind.NUMBERED_PARAMETER)) {
        int number = number(token);
        numbers.add(number);
        count = Math.max(count, number);
        text.append(written, copied, tokens.start(i))
            .append('?')
            .append(" ".repeat(token.length() - 1));
        copied = tokens.end(i);
      } else if (tokens.isKind(i, TokenKind.OPERATOR) && token.indexOf('?') >= 0) {
        text.append(written, copied, tokens.start(i)).append(token.replace("?", "??"));
        copied = tokens.end(i);
      }
    }
    text.append(written, copied, written.length());
    return new NumberedText(written, text.toString(), numbers, count);
  }

  /** What is said where nobody binds its parameters: of the first of them. */
  public SQLException unbound() {
    SQLException error =
        PostgreSqlError.saying("42P02", "there is no parameter $" + numbers.get(0));
    PostgreSqlError said = PostgreSqlError.of(error);
    int place = 0;
    while (written.charAt(place) == text.charAt(place)) {
      place++;
    }
    return said == null || written.charAt(place) != '$' ? error : said.position(place + 1).told();
  }

  private static int number(String token) throws SQLException {
    int number = token.length() > 6 ? 0 : Integer.parseInt(token.substring(1));
    if (number < 1 || number > MOST) {
      throw PostgreSqlError.saying("42P02", "there is no parameter " + token);
    }
    return number;
  }
}
