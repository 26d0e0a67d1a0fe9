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
public record PreParse(String text, Set<HiddenForm> forms) {

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
    Set<HiddenForm> forms = EnumSet.noneOf(HiddenForm.class);
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
}
