package io.canopydb.driver.analyse;

import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.Locale;
import java.util.Set;

/** Tells whether an alias follows the name of a table: some words there are none. */
final class AliasWords {
  private static final Set<String> WORDS =
      Set.of(
          "WHERE",
          "JOIN",
          "INNER",
          "LEFT",
          "RIGHT",
          "FULL",
          "CROSS",
          "NATURAL",
          "STRAIGHT_JOIN",
          "ON",
          "USING",
          "GROUP",
          "HAVING",
          "ORDER",
          "LIMIT",
          "OFFSET",
          "FETCH",
          "FOR",
          "LOCK",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "MINUS",
          "SET",
          "VALUES",
          "VALUE",
          "SELECT",
          "RETURNING",
          "USE",
          "FORCE",
          "IGNORE",
          "WINDOW",
          "TABLESAMPLE",
          "PARTITION",
          "DEFAULT",
          "OVERRIDING",
          "WHEN",
          "INTO",
          "FROM",
          "LATERAL",
          "OUTER",
          "QUALIFY",
          "WITH",
          "TABLE",
          "AND",
          "OR");

  private AliasWords() {}

  /** Whether a token, right after a table's name, starts its alias. */
  static boolean aliased(Tokens tokens, int next) {
    if (tokens.is(next, "AS")) {
      return true;
    }
    if (tokens.is(next, "PARTITION") && tokens.isKind(next + 1, TokenKind.OPEN)) {
      int close = tokens.closing(next + 1);
      return close > 0 && aliased(tokens, close + 1);
    }
    return tokens.isKind(next, TokenKind.QUOTED_IDENTIFIER)
        || (tokens.isKind(next, TokenKind.WORD) && !follows(tokens, next));
  }

  private static boolean follows(Tokens tokens, int i) {
    String word = tokens.word(i);
    return word != null && WORDS.contains(word.toUpperCase(Locale.ROOT));
  }
}
