package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clause of a query, UPDATE or DELETE, found by its words. Of tokens it has the half-open ranges
 * {@code head} to {@code from}, its words, and {@code from} to {@code to}, what follows them.
 */
record Clause(Kind kind, int head, int from, int to) {

  enum Kind {
    /** The select list, or that of RETURNING. */
    ITEMS,
    /** FROM, and the tables of UPDATE. */
    TABLES,
    /** WHERE, HAVING. */
    CONDITION,
    /** GROUP BY. */
    GROUPS,
    /** ORDER BY. */
    ORDER,
    /** SET. */
    ASSIGNMENTS,
    /** All else: WITH, UNION, LIMIT, FOR UPDATE. */
    OTHER
  }

  /** The clauses of one level of brackets; together they are all the tokens. */
  static List<Clause> of(Tokens tokens, int from, int to) {
    List<Clause> clauses = new ArrayList<>();
    if (from >= to) {
      return clauses;
    }
    int depth = tokens.depth(from);
    Kind kind = Kind.OTHER;
    int head = from; // of the clause that i is in
    int start = from;
    int i = from;
    while (i < to) {
      Kind next =
          tokens.depth(i) == depth && tokens.isKind(i, TokenKind.WORD) ? kindAt(tokens, i) : null;
      if (next == null) {
        i++;
        continue;
      }
      if (i > head) {
        clauses.add(new Clause(kind, head, Math.min(start, i), i));
      }
      kind = next;
      head = i;
      start = Math.min(to, afterHead(tokens, i, next));
      i = start;
    }
    clauses.add(new Clause(kind, head, start, to));
    return clauses;
  }

  /** Whether a query stands in a pair of brackets. */
  static boolean isQuery(Tokens tokens, int open) {
    int first = open + 1;
    if (tokens.isKind(first, TokenKind.OPEN)) {
      int close = tokens.closing(first);
      return close > 0
          && (isQuery(tokens, first)
              && (tokens.isKind(close + 1, TokenKind.CLOSE)
                  || tokens.isAny(close + 1, "UNION", "INTERSECT", "EXCEPT", "ORDER", "LIMIT")));
    }
    return tokens.is(first, "SELECT")
        || (tokens.is(first, "WITH") && tokens.isIdentifier(first + 1))
        || (tokens.is(first, "VALUES") && !tokens.isKind(first + 1, TokenKind.CLOSE))
        || (tokens.is(first, "TABLE") && tokens.isIdentifier(first + 1));
  }

  private static @Nullable Kind kindAt(Tokens tokens, int i) {
    if (tokens.isKind(i - 1, TokenKind.DOT) || tokens.is(i - 1, "AS")) {
      return null;
    }
    return switch (String.valueOf(tokens.word(i))) {
      case "SELECT" -> Kind.ITEMS;
      case "RETURNING" -> tokens.rules().isMySql() ? null : Kind.ITEMS;
      case "TABLE" -> tokens.isIdentifier(i + 1) ? Kind.TABLES : null;
      case "FROM" ->
          tokens.is(i - 1, "DISTINCT") && tokens.isAny(i - 2, "IS", "NOT") ? null : Kind.TABLES;
      case "UPDATE" -> tokens.isAny(i - 1, "FOR", "KEY", "DUPLICATE") ? null : Kind.TABLES;
      case "WHERE", "HAVING" -> Kind.CONDITION;
      case "GROUP" -> tokens.is(i + 1, "BY") && !tokens.is(i - 1, "FOR") ? Kind.GROUPS : null;
      case "ORDER" -> tokens.is(i + 1, "BY") && !tokens.is(i - 1, "FOR") ? Kind.ORDER : null;
      case "SET" -> Kind.ASSIGNMENTS;
      case "UNION", "INTERSECT", "EXCEPT", "LIMIT", "INTO" -> Kind.OTHER;
      case "FETCH" -> tokens.isAny(i + 1, "FIRST", "NEXT") ? Kind.OTHER : null;
      case "OFFSET" -> tokens.rules().isMySql() ? null : Kind.OTHER;
      case "WINDOW" -> tokens.is(i + 2, "AS") ? Kind.OTHER : null;
      case "FOR" -> tokens.isAny(i + 1, "UPDATE", "SHARE", "NO", "KEY") ? Kind.OTHER : null;
      case "LOCK" -> tokens.is(i + 1, "IN") ? Kind.OTHER : null;
      default -> null;
    };
  }

  private static int afterHead(Tokens tokens, int i, Kind kind) {
    return switch (kind) {
      case GROUPS, ORDER -> i + 2;
      case ITEMS -> afterModifiers(tokens, i + 1);
      case TABLES -> tokens.isAny(i + 1, "LOW_PRIORITY", "IGNORE") ? i + 2 : i + 1;
      default -> i + 1;
    };
  }

  private static int afterModifiers(Tokens tokens, int from) {
    int i = from;
    while (tokens.isAny(i, "ALL", "DISTINCT", "DISTINCTROW", "HIGH_PRIORITY", "STRAIGHT_JOIN")
        || tokens.isAny(i, "SQL_SMALL_RESULT", "SQL_BIG_RESULT", "SQL_BUFFER_RESULT")
        || tokens.isAny(i, "SQL_NO_CACHE", "SQL_CALC_FOUND_ROWS")) {
      i++;
      if (tokens.is(i, "ON") && tokens.isKind(i + 1, TokenKind.OPEN)) {
        i = Math.max(i, tokens.closing(i + 1)) + 1;
      }
    }
    return i;
  }
}
