package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * The items of select lists that are neither columns nor named: MySQL calls such a column by the
 * text of its item, and so its text is more than a way to write it.
 */
public final class UnnamedItems {
  private final Tokens tokens;
  private final Operators operators;
  private final List<Span> found = new ArrayList<>();

  private UnnamedItems(Tokens tokens) {
    this.tokens = tokens;
    this.operators = new Operators(tokens);
  }

  /** Where they stand, those of subqueries and derived tables too. */
  public static List<Span> in(Tokens tokens) {
    UnnamedItems items = new UnnamedItems(tokens);
    items.query(0, tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isKind(i, TokenKind.OPEN) && tokens.closing(i) > 0 && Clause.isQuery(tokens, i)) {
        items.query(i + 1, tokens.closing(i));
      }
    }
    return items.found;
  }

  private void query(int from, int to) {
    for (Clause clause : Clause.of(tokens, from, to)) {
      if (clause.kind() == Clause.Kind.ITEMS && clause.from() < clause.to()) {
        list(clause.from(), clause.to());
      }
    }
  }

  private void list(int from, int to) {
    int depth = tokens.depth(from);
    int start = from;
    for (int i = from; i <= to; i++) {
      boolean ends =
          i == to
              || (tokens.depth(i) == depth
                  && (tokens.isKind(i, TokenKind.COMMA) || tokens.isKind(i, TokenKind.SEMICOLON)));
      if (ends) {
        if (start < i && isUnnamed(start, i)) {
          found.add(new Span(tokens.start(start), tokens.end(i - 1)));
        }
        start = i + 1;
      }
    }
  }

  private boolean isUnnamed(int from, int to) {
    if (operators.aliasAt(from, to) < to) {
      return false;
    }
    for (int i = from; i < to; i++) {
      boolean ofColumn =
          (i - from) % 2 == 0
              ? tokens.isIdentifier(i) || (i == to - 1 && tokens.isOperator(i, "*"))
              : tokens.isKind(i, TokenKind.DOT);
      if (!ofColumn) {
        return true;
      }
    }
    return false;
  }
}
