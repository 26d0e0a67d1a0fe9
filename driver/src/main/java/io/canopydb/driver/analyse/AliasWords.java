package io.canopydb.driver.analyse;

import io.canopydb.driver.parse.Tokens;
import java.util.Locale;
import java.util.Set;

/** Words that can stand right after the name of a table and are no alias of it. */
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

  static boolean follows(Tokens tokens, int i) {
    String word = tokens.word(i);
    return word != null && WORDS.contains(word.toUpperCase(Locale.ROOT));
  }
}
