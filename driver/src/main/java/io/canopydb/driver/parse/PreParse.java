package io.canopydb.driver.parse;

import java.util.EnumSet;
import java.util.Set;

/**
 * A text made readable for JSQLParser: forms that it does not know, and that don't change which
 * tables, columns and rows are meant, are blanked or replaced by a known form of the same length.
 * So the spans of the tree are valid in the user's own text, which is what leaves get.
 *
 * @param text for the parser only; of the length of the user's text
 * @param forms what was taken out and may matter to who plans the statement
 */
public record PreParse(String text, Set<Form> forms) {

  /** Forms with a meaning that the tree does not show. */
  public enum Form {
    /** LOCK IN SHARE MODE: rows are locked, as by FOR SHARE. */
    LOCK_IN_SHARE_MODE,
    /** SQL_CALC_FOUND_ROWS: FOUND_ROWS() will ask for the number of rows without LIMIT. */
    CALC_FOUND_ROWS,
    /** A window that goes on a named one: OVER (w ORDER BY ..); the tree lacks the name. */
    NAMED_WINDOW_BASE
  }

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

  public PreParse {
    forms = Set.copyOf(forms);
  }

  /**
   * The text for the parser.
   *
   * @throws SqlSyntaxException where the text has a form that no tree would hold rightly: code for
   *     newer servers in a comment, or names with Unicode escapes
   */
  public static PreParse forParser(Tokens tokens) {
    RewrittenText text = new RewrittenText(tokens.text());
    Set<Form> forms = EnumSet.noneOf(Form.class);
    for (Token comment : tokens.comments()) {
      // The parser has its own notion of where a comment ends; of hints it keeps the place.
      if (comment.kind() == TokenKind.COMMENT) {
        text.blank(comment.start(), comment.end());
      }
    }
    plainSpace(tokens, text);
    switch (tokens.rules().engine()) {
      case MYSQL -> new MySqlForms(tokens, text, forms).rewrite();
      case POSTGRESQL -> new PostgreSqlForms(tokens, text, forms).rewrite();
    }
    return new PreParse(text.text(), forms);
  }

  /**
   * White space and comments part tokens, and mean nothing else to an engine; to the parser blank
   * lines, and lines of "/" or "go", end a statement. So it sees blanks only, but for the one line
   * break that may join two strings, and for hints.
   */
  private static void plainSpace(Tokens tokens, RewrittenText text) {
    int from = 0;
    int comment = 0;
    for (int i = 0; i <= tokens.size(); i++) {
      int to = i < tokens.size() ? tokens.start(i) : tokens.text().length();
      boolean strings =
          i > 0 && i < tokens.size() && tokens.kind(i - 1).isString() && tokens.kind(i).isString();
      for (; comment < tokens.comments().size(); comment++) {
        Token next = tokens.comments().get(comment);
        if (next.start() >= to) {
          break;
        }
        if (next.kind() == TokenKind.HINT) {
          text.space(from, next.start(), strings);
          from = next.end();
        }
      }
      text.space(from, to, strings);
      from = i < tokens.size() ? tokens.end(i) : to;
    }
  }

  /** The names of windows that others go on are taken out: {@code OVER (w ORDER BY a)}. */
  static void blankWindowBase(Tokens tokens, int over, RewrittenText text, Set<Form> forms) {
    int name = over + 2;
    if (tokens.isKind(over + 1, TokenKind.OPEN)
        && tokens.isIdentifier(name)
        && !tokens.isAny(name, "PARTITION", "ORDER", "ROWS", "RANGE", "GROUPS")) {
      text.blank(tokens.start(name), tokens.end(name));
      forms.add(Form.NAMED_WINDOW_BASE);
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
