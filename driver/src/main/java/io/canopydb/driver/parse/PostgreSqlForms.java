package io.canopydb.driver.parse;

import java.util.Set;

/** PostgreSQL's forms that JSQLParser does not know, one method a form. */
final class PostgreSqlForms {
  private final Tokens tokens;
  private final RewrittenText text;
  private final Set<HiddenForm> forms;

  PostgreSqlForms(Tokens tokens, RewrittenText text, Set<HiddenForm> forms) {
    this.tokens = tokens;
    this.text = text;
    this.forms = forms;
  }

  void rewrite() {
    for (int i = 0; i < tokens.size(); i++) {
      switch (tokens.kind(i)) {
        case WORD -> {
          if (!tokens.isKind(i - 1, TokenKind.DOT)) {
            word(i);
          }
        }
        case OPERATOR -> {
          i = CommonForms.joinSigns(tokens, i, text);
          operator(i);
        }
        case ESCAPE_STRING -> escapeString(i);
        case UNICODE_STRING -> text.blank(tokens.start(i), tokens.start(i) + 2);
        case QUOTED_IDENTIFIER -> escapedName(i);
        case NUMBER -> groupedNumber(i);
        case OPEN -> CommonForms.bareOperand(tokens, i, text);
        default -> {}
      }
    }
    NamedTables.blankOnly(tokens, text);
  }

  private void word(int i) {
    if (tokens.is(i, "OVER")) {
      CommonForms.blankWindowBase(tokens, i, text, forms);
    } else if (tokens.is(i, "OPERATOR") && tokens.isKind(i + 1, TokenKind.OPEN)) {
      namedOperator(i);
    } else if (isForm(tokens, i)) {
      isForm(i);
    } else if (isAssignedRow(i)) {
      blank(i, i);
    } else if (tokens.is(i, "USING")
        && (tokens.isOperator(i + 1, "<") || tokens.isOperator(i + 1, ">"))) {
      // ORDER BY a USING >
      boolean descending = tokens.isOperator(i + 1, ">");
      text.replace(tokens.start(i), tokens.end(i), descending ? "DESC" : "ASC");
      blank(i + 1, i + 1);
    }
  }

  /** {@code SET (a, b) = ROW(1, 2)} says no more than without the word. */
  private boolean isAssignedRow(int i) {
    int open =
        tokens.is(i, "ROW") && tokens.isKind(i - 2, TokenKind.CLOSE) ? tokens.closing(i - 2) : -1;
    return open > 0
        && tokens.isKind(i + 1, TokenKind.OPEN)
        && tokens.isOperator(i - 1, "=")
        && (tokens.is(open - 1, "SET") || tokens.isKind(open - 1, TokenKind.COMMA));
  }

  /** OPERATOR(schema.op) binds as the operators do that the parser does not know. */
  private void namedOperator(int i) {
    int close = tokens.closing(i + 1);
    if (close > 0) {
      boolean prefix = !Operands.endsAt(tokens, i - 1);
      text.replace(tokens.start(i), tokens.end(close), prefix ? "~" : "||");
    }
  }

  /**
   * The parser knows few of PostgreSQL's operators, and gives some of them the precedence of a
   * comparison. All bind stronger than comparisons and weaker than arithmetic, as does {@code ||}.
   */
  private void operator(int i) {
    if (isKnown(tokens, i) || isNamed(i)) {
      return;
    }
    int start = tokens.start(i);
    int end = tokens.end(i);
    if (isPrefixOperator(tokens, i)) {
      text.replace(start, end, "~");
    } else if (end - start >= 2) {
      text.replace(start, end, "||");
    } else if (!tokens.isOperator(i, "~")) {
      text.replace(start, end, "#");
    }
  }

  private boolean isNamed(int i) {
    return tokens.isKind(i + 1, TokenKind.CLOSE)
        && tokens.closing(i + 1) > 0
        && tokens.is(tokens.closing(i + 1) - 1, "OPERATOR");
  }

  /** Operators that the parser reads as PostgreSQL does. */
  private static boolean isKnown(Tokens tokens, int i) {
    return switch (tokens.text(i)) {
      case "+", "-", "*", "/", "%", "^", "=", "<", ">", "<=", ">=", "<>", "!=", "||" -> true;
      case "->", "->>", "#>", "#>>", "::", ":", ":=", "=>" -> true;
      default -> false;
    };
  }

  /** Whether an operator other than a sign stands before its operand. */
  static boolean isPrefixOperator(Tokens tokens, int i) {
    return !isKnown(tokens, i) && !Operands.endsAt(tokens, i - 1);
  }

  /** Whether IS [NOT] JSON or IS [NOT] NORMALIZED starts at a word. */
  static boolean isForm(Tokens tokens, int i) {
    if (!tokens.is(i, "IS")) {
      return false;
    }
    int form = tokens.is(i + 1, "NOT") ? i + 2 : i + 1;
    return tokens.isAny(form, "JSON", "NORMALIZED")
        || (tokens.isAny(form, "NFC", "NFD", "NFKC", "NFKD") && tokens.is(form + 1, "NORMALIZED"));
  }

  /** IS JSON OBJECT WITH UNIQUE KEYS becomes IS NULL. */
  private void isForm(int is) {
    int form = tokens.is(is + 1, "NOT") ? is + 2 : is + 1;
    int end = form + 1;
    while (tokens.isAny(
        end,
        "VALUE",
        "ARRAY",
        "OBJECT",
        "SCALAR",
        "WITH",
        "WITHOUT",
        "UNIQUE",
        "KEYS",
        "NORMALIZED")) {
      end++;
    }
    blank(form, end - 1);
    // NFC and NFD are too short for the word
    int place = tokens.end(form) - tokens.start(form) < 4 ? form + 1 : form;
    text.replace(tokens.start(place), tokens.end(place), "NULL");
  }

  /** {@code U&"d\0061ta"} becomes {@code "data"}. */
  private void escapedName(int i) {
    if (tokens.text().charAt(tokens.start(i)) != '"') {
      String name = tokens.identifier(i).replace("\"", "\"\"");
      text.replace(tokens.start(i), tokens.end(i), "\"" + name + "\"");
    }
  }

  /** {@code E'it\'s'} becomes {@code E'it''s'}: the parser knows no backslashes here. */
  private void escapeString(int i) {
    String sql = tokens.text();
    int from = sql.charAt(tokens.start(i)) == '\'' ? 1 : 2;
    for (int k = tokens.start(i) + from; k < tokens.end(i) - 1; k++) {
      if (sql.charAt(k) == '\\') {
        if (sql.charAt(k + 1) == '\'') {
          text.set(k, '\'');
        }
        k++;
      }
    }
  }

  /** {@code 1_000} becomes {@code 1000} with a blank behind it. */
  private void groupedNumber(int i) {
    String sql = tokens.text(i);
    if (sql.indexOf('_') >= 0 && sql.charAt(0) != '0') {
      text.replace(tokens.start(i), tokens.end(i), sql.replace("_", ""));
    }
  }

  private void blank(int first, int last) {
    text.blank(tokens.start(first), tokens.end(last));
  }
}
