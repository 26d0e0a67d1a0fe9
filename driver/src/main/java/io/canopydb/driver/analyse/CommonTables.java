package io.canopydb.driver.analyse;

import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The common table expressions of a statement, and where their names hold.
 *
 * <p>A name holds from the end of its own body to the end of the query that the WITH belongs to,
 * which is where the bracket around it closes; with RECURSIVE also in the bodies. So in {@code WITH
 * t AS (SELECT * FROM t) SELECT * FROM t} the first {@code t} is the table.
 */
final class CommonTables {

  /**
   * A common table, and the tokens from {@code from} on, before {@code to}, where its name holds.
   *
   * @param with the token of its WITH
   * @param first the token that names it
   * @param close the token that ends its body
   */
  record Holds(String name, int with, boolean recursive, int first, int close, int from, int to) {

    private boolean at(String called, int token) {
      return name.equalsIgnoreCase(called) && from <= token && token < to;
    }
  }

  private final List<Holds> names = new ArrayList<>();

  private CommonTables() {}

  static CommonTables in(Tokens tokens) {
    CommonTables found = new CommonTables();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.is(i, "WITH") && startsQuery(tokens, i)) {
        found.read(tokens, i);
      }
    }
    return found;
  }

  /** Not WITH ROLLUP, WITH TIES, WITH TIME ZONE, WITH ORDINALITY and the like. */
  private static boolean startsQuery(Tokens tokens, int with) {
    int name = tokens.is(with + 1, "RECURSIVE") ? with + 2 : with + 1;
    return tokens.isIdentifier(name)
        && (tokens.is(name + 1, "AS") || tokens.isKind(name + 1, TokenKind.OPEN));
  }

  private void read(Tokens tokens, int with) {
    boolean recursive = tokens.is(with + 1, "RECURSIVE");
    int end = endOfQuery(tokens, with);
    int at = recursive ? with + 2 : with + 1;
    while (tokens.isIdentifier(at)) {
      String name = tokens.identifier(at);
      int next = at + 1;
      if (tokens.isKind(next, TokenKind.OPEN) && tokens.closing(next) > 0) {
        next = tokens.closing(next) + 1;
      }
      while (tokens.isAny(next, "AS", "NOT", "MATERIALIZED")) {
        next++;
      }
      int close = tokens.isKind(next, TokenKind.OPEN) ? tokens.closing(next) : -1;
      if (close < 0) {
        return;
      }
      names.add(new Holds(name, with, recursive, at, close, recursive ? with : close, end));
      at = close + 1;
      // SEARCH and CYCLE clauses of a recursive one
      while (at < end && tokens.isAny(at, "SEARCH", "CYCLE")) {
        while (at < end
            && !tokens.isKind(at, TokenKind.COMMA)
            && !tokens.isAny(at, "SELECT", "INSERT", "UPDATE", "DELETE", "VALUES", "TABLE")) {
          at++;
        }
      }
      if (!tokens.isKind(at, TokenKind.COMMA)) {
        return;
      }
      at++;
    }
  }

  private static int endOfQuery(Tokens tokens, int with) {
    int depth = tokens.depth(with);
    int end = with;
    while (end < tokens.size() && tokens.depth(end) >= depth) {
      end++;
    }
    return end;
  }

  List<Holds> all() {
    return names;
  }

  /** Whether a name that stands at a token is that of a common table expression. */
  boolean names(String name, int token) {
    return meant(name, token) != null;
  }

  /** The common table that a name at a token means: that of the innermost WITH; null for none. */
  @Nullable Holds meant(String name, int token) {
    Holds meant = null;
    for (Holds holds : names) {
      // An inner WITH comes later in the text.
      if (holds.at(name, token)) {
        meant = holds;
      }
    }
    return meant;
  }
}
