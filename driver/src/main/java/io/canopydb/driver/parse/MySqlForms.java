package io.canopydb.driver.parse;

import java.util.Set;

/** MySQL's forms that JSQLParser does not know, one method a form. */
final class MySqlForms {
  private static final String[] SELECT_MODIFIERS = {
    "HIGH_PRIORITY",
    "STRAIGHT_JOIN",
    "SQL_SMALL_RESULT",
    "SQL_BIG_RESULT",
    "SQL_BUFFER_RESULT",
    "SQL_NO_CACHE",
    "SQL_CACHE",
    "SQL_CALC_FOUND_ROWS"
  };

  private final Tokens tokens;
  private final RewrittenText text;
  private final Set<HiddenForm> forms;

  MySqlForms(Tokens tokens, RewrittenText text, Set<HiddenForm> forms) {
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
          if (tokens.isOperator(i, "||")) {
            pipes(i);
          }
        }
        case STRING -> doubleQuotedString(i);
        case VARIABLE -> quotedVariable(i);
        case EXECUTABLE_COMMENT_OPEN -> executableComment(i);
        case EXECUTABLE_COMMENT_CLOSE -> blank(i, i);
        case BRACE_OPEN -> outerJoinEscape(i);
        case OPEN -> CommonForms.bareOperand(tokens, i, text);
        default -> {}
      }
    }
    if (tokens.is(0, "DELETE")) {
      delete();
    } else if (tokens.is(0, "INSERT") || tokens.is(0, "REPLACE")) {
      insert();
    }
  }

  private void word(int i) {
    if (tokens.is(i, "SELECT")) {
      selectModifiers(i);
    } else if (tokens.is(i, "LOCK", "IN", "SHARE", "MODE")) {
      blank(i, i + 3);
      forms.add(HiddenForm.LOCK_IN_SHARE_MODE);
    } else if (tokens.isAny(i, "USE", "FORCE", "IGNORE") && tokens.isAny(i + 1, "INDEX", "KEY")) {
      indexHint(i);
    } else if (tokens.is(i, "GROUP", "BY")) {
      directionsOfGroups(i + 2);
    } else if (isModulo(tokens, i)) {
      text.replace(tokens.start(i), tokens.end(i), " % ");
    } else if (isBinaryOperator(tokens, i)) {
      blank(i, i);
    } else if (tokens.is(i, "BINARY") && tokens.isKind(i - 1, TokenKind.COMMA)) {
      // CONVERT(a, BINARY): the parser knows fewer types here than in CAST
      text.replace(tokens.start(i), tokens.end(i), "CHAR");
    } else if (tokens.is(i, "SOUNDS", "LIKE")) {
      blank(i, i);
    } else if (tokens.is(i, "OVER")) {
      CommonForms.blankWindowBase(tokens, i, text, forms);
    } else if (tokens.isKind(i - 1, TokenKind.CLOSE)
        && tokens.is(i, "FROM")
        && tokens.isAny(i + 1, "FIRST", "LAST")
        && tokens.isAny(i + 2, "OVER", "RESPECT", "IGNORE")) {
      blank(i, i + 1);
    } else if (tokens.is(i, "RESPECT", "NULLS", "OVER")) {
      blank(i, i + 1);
    }
  }

  private void selectModifiers(int select) {
    for (int i = select + 1;
        tokens.isAny(i, SELECT_MODIFIERS) || tokens.isAny(i, "DISTINCT", "DISTINCTROW", "ALL");
        i++) {
      if (tokens.isAny(i, SELECT_MODIFIERS)) {
        if (tokens.is(i, "SQL_CALC_FOUND_ROWS")) {
          forms.add(HiddenForm.CALC_FOUND_ROWS);
        }
        blank(i, i);
      } else if (tokens.is(i, "DISTINCTROW")) {
        text.replace(tokens.start(i), tokens.end(i), "DISTINCT");
      }
    }
  }

  /** USE INDEX FOR ORDER BY (a, b), also several with or without commas between them. */
  private void indexHint(int i) {
    int open = i + 2;
    if (tokens.is(open, "FOR")) {
      open += tokens.is(open + 1, "JOIN") ? 2 : 3;
    }
    if (!tokens.isKind(open, TokenKind.OPEN) || tokens.closing(open) < 0) {
      return;
    }
    int close = tokens.closing(open);
    blank(i, close);
    if (tokens.isKind(close + 1, TokenKind.COMMA)
        && tokens.isAny(close + 2, "USE", "FORCE", "IGNORE")
        && tokens.isAny(close + 3, "INDEX", "KEY")) {
      blank(close + 1, close + 1);
    }
  }

  /** GROUP BY a ASC: the directions say nothing about which groups there are. */
  private void directionsOfGroups(int from) {
    if (from >= tokens.size()) {
      return;
    }
    int depth = tokens.depth(from);
    for (int i = from; i < tokens.size() && tokens.depth(i) >= depth; i++) {
      if (tokens.depth(i) > depth) {
        continue;
      }
      if (tokens.isAny(
          i, "HAVING", "ORDER", "LIMIT", "WINDOW", "UNION", "INTERSECT", "EXCEPT", "FOR", "INTO")) {
        return;
      }
      if (tokens.isAny(i, "ASC", "DESC") && Operands.endsAt(tokens, i - 1)) {
        blank(i, i);
      }
    }
  }

  /** MySQL's {@code ||} is OR; where words stand close to it the parser would see one word. */
  private void pipes(int i) {
    int start = tokens.start(i);
    int end = tokens.end(i);
    String sql = tokens.text();
    boolean apart =
        start > 0
            && end < sql.length()
            && !Characters.isWordPart(sql.charAt(start - 1))
            && !Characters.isWordPart(sql.charAt(end));
    if (apart) {
      text.replace(start, end, "OR");
    }
  }

  /** {@code "a\"b"} becomes {@code "a""b"}, which is the same string. */
  private void doubleQuotedString(int i) {
    String sql = tokens.text();
    if (sql.charAt(tokens.start(i)) != '"') {
      return;
    }
    for (int k = tokens.start(i) + 1; k < tokens.end(i) - 1; k++) {
      if (sql.charAt(k) == '\\' && !tokens.rules().noBackslashEscapes()) {
        if (sql.charAt(k + 1) == '"') {
          text.set(k, '"');
        }
        k++;
      }
    }
  }

  private void quotedVariable(int i) {
    String sql = tokens.text();
    int first = tokens.start(i) + 1;
    for (int k = first; k < tokens.end(i); k++) {
      char c = sql.charAt(k);
      if (!Characters.isWordPart(c) && c != '@' && c != '.') {
        text.set(k, '_');
      }
    }
  }

  /** What each server runs that Canopy takes is code as any; about other code nobody can say. */
  private void executableComment(int i) {
    if (!ExecutableComments.isCodeForAll(tokens, i)) {
      throw tokens.errorAt(
          i,
          "this comment has code for newer servers only, and Canopy can't tell whether a leaf runs"
              + " it; write the code without the comment, or leave it out");
    }
    blank(i, i);
  }

  private void outerJoinEscape(int open) {
    if (tokens.is(open + 1, "OJ") && tokens.closing(open) >= 0) {
      blank(open, open + 1);
      blank(tokens.closing(open), tokens.closing(open));
    }
  }

  /** DELETE t.* FROM .., and DELETE FROM t USING .., which is DELETE t FROM ... */
  private void delete() {
    int i = 1;
    while (tokens.isAny(i, "LOW_PRIORITY", "QUICK", "IGNORE")) {
      i++;
    }
    boolean fromFirst = tokens.is(i, "FROM");
    int from = i;
    for (; i < tokens.size() && !tokens.isAny(i, "USING", "WHERE", "JOIN"); i++) {
      if (!fromFirst && tokens.is(i, "FROM")) {
        return;
      }
      if (tokens.isKind(i, TokenKind.DOT) && tokens.isOperator(i + 1, "*")) {
        blank(i, i + 1);
      }
    }
    if (fromFirst && tokens.is(i, "USING")) {
      blank(from, from);
      text.replace(tokens.start(i), tokens.end(i), "FROM");
    }
  }

  /** INSERT INTO t () VALUES (), and INSERT INTO t VALUES ROW(1). */
  private void insert() {
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.isAny(i, "SELECT", "SET", "WITH")) {
        return;
      }
      if (tokens.isAny(i, "VALUES", "VALUE") && tokens.depth(i) == 0) {
        if (tokens.isKind(i - 1, TokenKind.CLOSE) && tokens.isKind(i - 2, TokenKind.OPEN)) {
          blank(i - 2, i - 1);
        }
        blankRowWords(i + 1);
        return;
      }
    }
  }

  private void blankRowWords(int from) {
    int i = from;
    while (tokens.is(i, "ROW") && tokens.isKind(i + 1, TokenKind.OPEN)) {
      blank(i, i);
      int close = tokens.closing(i + 1);
      if (close < 0 || !tokens.isKind(close + 1, TokenKind.COMMA)) {
        return;
      }
      i = close + 2;
    }
  }

  /** Whether a word is the operator MOD; the function of that name follows no operand. */
  static boolean isModulo(Tokens tokens, int i) {
    return tokens.is(i, "MOD") && Operands.endsAt(tokens, i - 1);
  }

  /** Whether a word is the operator BINARY: not the type of CAST, CONVERT or a column. */
  static boolean isBinaryOperator(Tokens tokens, int i) {
    if (!tokens.is(i, "BINARY") || !Operands.startsAt(tokens, i + 1)) {
      return false;
    }
    boolean sized =
        tokens.isKind(i + 1, TokenKind.OPEN)
            && tokens.isKind(i + 2, TokenKind.NUMBER)
            && tokens.isKind(i + 3, TokenKind.CLOSE);
    return !sized
        && (i == 0
            || tokens.isKind(i - 1, TokenKind.OPERATOR)
            || tokens.isKind(i - 1, TokenKind.OPEN)
            || tokens.isKind(i - 1, TokenKind.COMMA)
            || Operands.precedesOperand(tokens, i - 1));
  }

  private void blank(int first, int last) {
    text.blank(tokens.start(first), tokens.end(last));
  }
}
