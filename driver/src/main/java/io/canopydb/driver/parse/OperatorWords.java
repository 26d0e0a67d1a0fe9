package io.canopydb.driver.parse;

import java.util.Set;

/** Words that stand between operands, or for operators. */
final class OperatorWords {
  /** Words that are operators, or parts of some, and values that are no columns. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "ALL",
          "AND",
          "ANY",
          "AS",
          "ASC",
          "ASYMMETRIC",
          "AT",
          "BETWEEN",
          "BINARY",
          "BY",
          "CASE",
          "COLLATE",
          "DESC",
          "DISTINCT",
          "DIV",
          "ELSE",
          "END",
          "ESCAPE",
          "EXISTS",
          "FALSE",
          "FROM",
          "ILIKE",
          "IN",
          "INTERVAL",
          "IS",
          "ISNULL",
          "LIKE",
          "MOD",
          "NOT",
          "NOTNULL",
          "NULL",
          "OF",
          "OPERATOR",
          "OR",
          "ORDER",
          "OVERLAPS",
          "REGEXP",
          "RLIKE",
          "SIMILAR",
          "SOME",
          "SOUNDS",
          "SYMMETRIC",
          "THEN",
          "TO",
          "TRUE",
          "UESCAPE",
          "UNKNOWN",
          "USING",
          "VARIADIC",
          "WHEN",
          "XOR");

  private OperatorWords() {}

  static boolean isKeyword(Tokens tokens, int i) {
    String word = i < 0 || i >= tokens.size() ? null : tokens.word(i);
    return word != null && !tokens.isKind(i - 1, TokenKind.DOT) && KEYWORDS.contains(word);
  }
}
