package io.canopydb.driver.parse;

import java.util.Set;

/** Forms of both engines that JSQLParser does not know, one method a form. */
final class CommonForms {
  /** In tokens. Less than the parser's bound, since it and our lexer may count differently. */
  private static final int LONG_OPERAND = 400;

  /** What concerns a whole query, or puts queries together. */
  private static final String[] ENDS_OF_QUERIES = {
    "UNION",
    "INTERSECT",
    "EXCEPT",
    "MINUS",
    "ORDER",
    "LIMIT",
    "OFFSET",
    "FETCH",
    "FOR",
    "LOCK",
    "INTO"
  };

  private CommonForms() {}

  /** The names of windows that others go on are taken out: {@code OVER (w ORDER BY a)}. */
  static void blankWindowBase(Tokens tokens, int over, RewrittenText text, Set<HiddenForm> forms) {
    int name = over + 2;
    if (tokens.isKind(over + 1, TokenKind.OPEN)
        && tokens.isIdentifier(name)
        && !tokens.isAny(name, "PARTITION", "ORDER", "ROWS", "RANGE", "GROUPS")) {
      text.blank(tokens.start(name), tokens.end(name));
      forms.add(HiddenForm.NAMED_WINDOW_BASE);
    }
  }

  /**
   * Signs before signs, as in {@code - -5}, {@code --5} and {@code a - + - b}: the first one that
   * counts becomes the sign of them all, and the others are blanked.
   *
   * @return the last of the signs
   */
  static int joinSigns(Tokens tokens, int i, RewrittenText text) {
    int last = i;
    boolean negative = false;
    while (tokens.isOperator(last, "-") || tokens.isOperator(last, "+")) {
      negative ^= tokens.isOperator(last, "-");
      last++;
    }
    if (last - i < 2) {
      return i;
    }
    text.set(tokens.start(i), negative ? '-' : '+');
    text.blank(tokens.start(i + 1), tokens.end(last - 1));
    return last - 1;
  }

  /**
   * {@code ((SELECT ..) UNION SELECT ..)}: the parser looks 500 tokens ahead for the operator, and
   * gives up where the first query is longer. Without its own brackets it is read; so they are
   * blanked where they change nothing.
   */
  static void bareOperand(Tokens tokens, int open, RewrittenText text) {
    int close = tokens.closing(open);
    if (close - open > LONG_OPERAND
        && tokens.isKind(open - 1, TokenKind.OPEN)
        && tokens.is(open + 1, "SELECT")
        && tokens.isAny(close + 1, "UNION", "INTERSECT", "EXCEPT", "MINUS")
        && isPlainSelect(tokens, open + 1, close)) {
      text.blank(tokens.start(open), tokens.end(open));
      text.blank(tokens.start(close), tokens.end(close));
    }
  }

  /** Whether a query means the same without brackets around it. */
  private static boolean isPlainSelect(Tokens tokens, int first, int end) {
    for (int i = first; i < end; i++) {
      if (tokens.depth(i) == tokens.depth(first) && tokens.isAny(i, ENDS_OF_QUERIES)) {
        return false;
      }
    }
    return true;
  }
}
