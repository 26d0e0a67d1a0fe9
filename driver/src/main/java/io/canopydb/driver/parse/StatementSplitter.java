package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text of several statements at its semicolons.
 *
 * <p>A semicolon in a literal or comment is none, and one within brackets belongs to the statement
 * (as in CREATE RULE), as does one in a body: {@code BEGIN ATOMIC ... END} of PostgreSQL's
 * functions, and {@code BEGIN ... END} of MySQL's procedures, functions, triggers and events.
 */
public final class StatementSplitter {
  private final Tokens tokens;

  /** How many compound statements of a body are open. */
  private int bodies;

  /** Whether the statement at hand makes something that may have a body. */
  private boolean mayHaveBody;

  private StatementSplitter(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * The statements of a text, without their semicolons, without white space and comments around
   * them, and without empty ones.
   */
  public static List<String> split(String sql, LexerRules rules) {
    return spans(Lexer.lex(sql, rules)).stream().map(span -> span.of(sql)).toList();
  }

  /** Where the statements of a text stand, each from its first token to its last. */
  public static List<Span> spans(Tokens tokens) {
    return new StatementSplitter(tokens).run();
  }

  private List<Span> run() {
    List<Span> spans = new ArrayList<>(1);
    int first = 0;
    int brackets = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (i == first) {
        mayHaveBody = mayHaveBody(i);
        bodies = 0;
      }
      // A bracket that nothing closes is a mistake, which must not hide the statements behind it.
      if (tokens.closing(i) > i) {
        brackets++;
      } else if (tokens.closing(i) >= 0) {
        brackets--;
      }
      if (tokens.isKind(i, TokenKind.SEMICOLON) && bodies == 0 && brackets == 0) {
        add(spans, first, i);
        first = i + 1;
      } else if (mayHaveBody && tokens.isKind(i, TokenKind.WORD)) {
        countBody(i);
      }
    }
    add(spans, first, tokens.size());
    return spans;
  }

  private void add(List<Span> spans, int first, int end) {
    if (first < end) {
      spans.add(new Span(tokens.start(first), tokens.end(end - 1)));
    }
  }

  private boolean mayHaveBody(int first) {
    int verb = first;
    while (tokens.isKind(verb, TokenKind.EXECUTABLE_COMMENT_OPEN)) {
      verb++; // mysqldump: /*!50003 CREATE*/ /*!50003 TRIGGER ..*/
    }
    if (!tokens.isAny(verb, "CREATE", "ALTER")) {
      return false;
    }
    for (int i = verb + 1; i < tokens.size(); i++) {
      if (tokens.isAny(i, "PROCEDURE", "FUNCTION", "TRIGGER", "EVENT")) {
        return true;
      }
      // What may stand before these words: OR REPLACE, DEFINER = user
      if (tokens.isKind(i, TokenKind.SEMICOLON)
          || tokens.isAny(i, "TABLE", "VIEW", "INDEX", "DATABASE", "AS", "ON", "SELECT")) {
        return false;
      }
    }
    return false;
  }

  private void countBody(int i) {
    if (bodies == 0) {
      boolean opens =
          tokens.rules().isMySql()
              ? tokens.is(i, "BEGIN") || (startsCompound(i) && tokens.is(i - 1, "ROW"))
              : tokens.is(i, "BEGIN", "ATOMIC");
      bodies = opens ? 1 : 0;
      return;
    }
    if (tokens.is(i, "END")) {
      bodies--;
    } else if (tokens.is(i - 1, "END")) {
      // END IF, END CASE, END LOOP: the word names what was closed
      return;
    } else if (tokens.is(i, "CASE") || (tokens.rules().isMySql() && opensNested(i))) {
      bodies++;
    }
  }

  /** BEGIN also follows a handler's condition, and no name is spelled so in a body. */
  private boolean opensNested(int i) {
    return tokens.is(i, "BEGIN") || (startsCompound(i) && startsStatement(i));
  }

  private boolean startsCompound(int i) {
    return tokens.isAny(i, "IF", "LOOP", "WHILE", "REPEAT", "CASE");
  }

  /** Whether a statement of the body starts here; IF() and REPEAT() are functions elsewhere. */
  private boolean startsStatement(int i) {
    return tokens.isKind(i - 1, TokenKind.SEMICOLON)
        || tokens.isOperator(i - 1, ":")
        || tokens.isAny(i - 1, "BEGIN", "THEN", "ELSE", "DO", "LOOP", "REPEAT");
  }
}
