package io.canopydb.driver.parse;

import java.util.function.IntConsumer;

/**
 * What PostgreSQL allows around the name of a table wherever one stands: {@code ONLY t}, {@code
 * ONLY (t)} and {@code t *}, in FROM, in joins, in UPDATE and DELETE.
 */
public final class NamedTables {
  private final Tokens tokens;
  private final IntConsumer only;
  private final IntConsumer superfluous;

  /**
   * @param only gets each ONLY
   * @param superfluous gets each star and bracket that says nothing
   */
  private NamedTables(Tokens tokens, IntConsumer only, IntConsumer superfluous) {
    this.tokens = tokens;
    this.only = only;
    this.superfluous = superfluous;
  }

  /**
   * A statement without the stars and brackets around names of tables, which say nothing; blanks
   * stand in their places.
   */
  public static Tokens plain(Tokens tokens) {
    if (tokens.rules().isMySql()) {
      return tokens;
    }
    RewrittenText text = new RewrittenText(tokens.text());
    int[] found = {0};
    new NamedTables(
            tokens,
            i -> {},
            i -> {
              text.blank(tokens.start(i), tokens.end(i));
              found[0]++;
            })
        .all();
    return found[0] == 0 ? tokens : Lexer.lex(text.text(), tokens.rules());
  }

  /** Blanks ONLY before the names of tables: whatever it says, the same tables are meant. */
  static void blankOnly(Tokens tokens, RewrittenText text) {
    IntConsumer blank = i -> text.blank(tokens.start(i), tokens.end(i));
    new NamedTables(tokens, blank, blank).all();
  }

  private void all() {
    query(0, tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isKind(i, TokenKind.OPEN) && tokens.closing(i) > 0 && Clause.isQuery(tokens, i)) {
        query(i + 1, tokens.closing(i));
      }
    }
  }

  private void query(int from, int to) {
    for (Clause clause : Clause.of(tokens, from, to)) {
      if (clause.kind() == Clause.Kind.TABLES) {
        tables(clause.from(), clause.to());
      }
    }
  }

  private void tables(int from, int to) {
    boolean named = true;
    int i = from;
    while (i < to) {
      if (named && tokens.is(i, "ONLY")) {
        only.accept(i);
        i = bracketed(i + 1);
      } else if (named && tokens.isKind(i, TokenKind.OPEN) && tokens.closing(i) > 0) {
        if (!Clause.isQuery(tokens, i)) {
          tables(i + 1, tokens.closing(i));
        }
        i = tokens.closing(i) + 1;
        named = false;
      } else if (named && tokens.isIdentifier(i)) {
        i = name(i);
        named = false;
      } else if (tokens.isKind(i, TokenKind.OPEN) && tokens.closing(i) > 0) {
        i = tokens.closing(i) + 1;
      } else {
        named = tokens.isKind(i, TokenKind.COMMA) || tokens.isAny(i, "JOIN", "USING");
        i++;
      }
    }
  }

  /** {@code ONLY (t)} */
  private int bracketed(int open) {
    if (tokens.isKind(open, TokenKind.OPEN) && tokens.isIdentifier(open + 1)) {
      int last = last(open + 1);
      if (tokens.isKind(last + 1, TokenKind.CLOSE)) {
        superfluous.accept(open);
        superfluous.accept(last + 1);
        return open + 1;
      }
    }
    return open;
  }

  private int name(int first) {
    int last = last(first);
    if (tokens.isOperator(last + 1, "*")) {
      superfluous.accept(last + 1);
      return last + 2;
    }
    return last + 1;
  }

  private int last(int first) {
    int last = first;
    while (tokens.isKind(last + 1, TokenKind.DOT) && tokens.isIdentifier(last + 2)) {
      last += 2;
    }
    return last;
  }
}
