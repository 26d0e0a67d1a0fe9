package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.List;

/** The items of the select lists of a statement, found by tokens. */
public final class SelectItems {
  private SelectItems() {}

  /**
   * An item, both ends included.
   *
   * @param named whether it has an alias
   */
  public record Item(int first, int last, boolean named) {}

  /** What ends a select list. */
  private static final String[] ENDS = {
    "FROM",
    "INTO",
    "WHERE",
    "GROUP",
    "HAVING",
    "WINDOW",
    "ORDER",
    "LIMIT",
    "OFFSET",
    "FETCH",
    "FOR",
    "UNION",
    "INTERSECT",
    "EXCEPT",
    "ON",
    "AS"
  };

  /** The items of all select lists, subqueries' included. */
  public static List<Item> of(Tokens tokens) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.is(i, "SELECT") && !tokens.isKind(i - 1, TokenKind.DOT)) {
        add(tokens, i, items);
      }
    }
    return items;
  }

  private static void add(Tokens tokens, int select, List<Item> items) {
    int depth = tokens.depth(select);
    int first = select + 1;
    while (tokens.isAny(first, "DISTINCT", "ALL", "SQL_CALC_FOUND_ROWS", "STRAIGHT_JOIN")) {
      first++;
    }
    boolean alias = false;
    for (int i = first; i <= tokens.size(); i++) {
      boolean inside = i < tokens.size() && tokens.depth(i) >= depth;
      boolean here = inside && tokens.depth(i) == depth;
      boolean end =
          !inside
              || (here
                  && (tokens.isKind(i, TokenKind.SEMICOLON)
                      || (tokens.isAny(i, ENDS)
                          && !tokens.is(i, "AS")
                          && !tokens.is(i - 1, "DISTINCT"))));
      if (end || (here && tokens.isKind(i, TokenKind.COMMA))) {
        if (i > first) {
          items.add(new Item(first, i - 1, alias || impliedAlias(tokens, first, i - 1)));
        }
        first = i + 1;
        alias = false;
      } else if (here && tokens.is(i, "AS")) {
        alias = true;
      }
      if (end) {
        return;
      }
    }
  }

  /** {@code f(x) name}, {@code a + 1 name}, {@code t.a 'name'}. */
  private static boolean impliedAlias(Tokens tokens, int first, int last) {
    boolean name = tokens.isIdentifier(last) || tokens.kind(last).isString();
    return name
        && last > first
        && (tokens.isKind(last - 1, TokenKind.CLOSE)
            || tokens.isKind(last - 1, TokenKind.NUMBER)
            || tokens.isKind(last - 1, TokenKind.PARAMETER)
            || tokens.isKind(last - 1, TokenKind.VARIABLE)
            || (tokens.isIdentifier(last - 1) && !tokens.isAny(last, "END", "NULL")));
  }
}
