package io.canopydb.driver.parse;

/** Tells operators before an operand from those between two, by the token before them. */
final class Operands {
  private Operands() {}

  /** Whether an operand may end with this token. */
  static boolean endsAt(Tokens tokens, int i) {
    if (i < 0) {
      return false;
    }
    return switch (tokens.kind(i)) {
      case QUOTED_IDENTIFIER,
          STRING,
          NATIONAL_STRING,
          ESCAPE_STRING,
          UNICODE_STRING,
          DOLLAR_STRING,
          HEX,
          BIT,
          NUMBER,
          PARAMETER,
          NUMBERED_PARAMETER,
          VARIABLE,
          CLOSE,
          BRACKET_CLOSE,
          BRACE_CLOSE ->
          true;
      case WORD -> tokens.isKind(i - 1, TokenKind.DOT) || !precedesOperand(tokens, i);
      default -> false;
    };
  }

  /** Whether an operand may start with this token. */
  static boolean startsAt(Tokens tokens, int i) {
    if (i >= tokens.size()) {
      return false;
    }
    return switch (tokens.kind(i)) {
      case QUOTED_IDENTIFIER,
          STRING,
          NATIONAL_STRING,
          ESCAPE_STRING,
          UNICODE_STRING,
          DOLLAR_STRING,
          HEX,
          BIT,
          NUMBER,
          PARAMETER,
          NUMBERED_PARAMETER,
          VARIABLE,
          OPEN,
          BRACE_OPEN ->
          true;
      case WORD ->
          !tokens.isAny(i, "AND", "OR", "XOR", "FROM", "WHERE", "ON", "ORDER", "GROUP", "LIMIT");
      default -> false;
    };
  }

  /** Whether this is a keyword after which an operand comes. */
  static boolean precedesOperand(Tokens tokens, int i) {
    return tokens.isAny(
        i,
        "SELECT",
        "WHERE",
        "AND",
        "OR",
        "XOR",
        "NOT",
        "ON",
        "HAVING",
        "BY",
        "WHEN",
        "THEN",
        "ELSE",
        "CASE",
        "BETWEEN",
        "SYMMETRIC",
        "LIKE",
        "ILIKE",
        "REGEXP",
        "RLIKE",
        "IN",
        "DISTINCT",
        "DISTINCTROW",
        "ALL",
        "SET",
        "VALUES",
        "ROW",
        "LIMIT",
        "OFFSET",
        "RETURNING",
        "DIV",
        "MOD",
        "BINARY",
        "INTERVAL",
        "FROM",
        "RETURN");
  }
}
