package io.canopydb.driver.planner;

import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;

/**
 * {@code TABLE t}, which the parser does not know and which is short for {@code SELECT * FROM t}.
 * It may stand wherever a query may, so also in a cell of VALUES that never becomes a tree.
 */
final class TableQueries {
  private TableQueries() {}

  /** The text with each of them written out. */
  static Tokens spelled(Tokens tokens) {
    StringBuilder out = new StringBuilder();
    int copied = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (startsAt(tokens, i)) {
        out.append(tokens.text(), copied, tokens.start(i)).append("SELECT * FROM");
        copied = tokens.end(i);
      }
    }
    return copied == 0
        ? tokens
        : Lexer.lex(out.append(tokens.text().substring(copied)).toString(), tokens.rules());
  }

  /** The word is reserved; what else it stands in front of is a table to be made. */
  private static boolean startsAt(Tokens tokens, int i) {
    return tokens.is(i, "TABLE")
        && tokens.isIdentifier(i + 1)
        && !tokens.isKind(i - 1, TokenKind.DOT)
        && !tokens.isAny(i - 1, "INTO", "TEMP", "TEMPORARY", "UNLOGGED", "AS");
  }
}
