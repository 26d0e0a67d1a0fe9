package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.List;

/** Where a query says that the rows it reads are to be locked. */
public final class LockingClause {
  private LockingClause() {}

  /** Whether a query, or a part of it, locks what it reads. */
  public static boolean isIn(Tokens query) {
    for (int i = 0; i < query.size(); i++) {
      if (startsAt(query, i)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A query in brackets that locks what it reads.
   *
   * @param open the token of the bracket that opens it
   * @param close the one that closes it
   */
  public record LockingQuery(int open, int close) {}

  /** The outermost of such queries, in the order of the text. */
  public static List<LockingQuery> queries(Tokens statement) {
    List<LockingQuery> found = new ArrayList<>();
    for (int i = 0; i < statement.size(); i++) {
      int open = statement.depth(i) > 0 && startsAt(statement, i) ? around(statement, i) : -1;
      if (open >= 0 && statement.isAny(open + 1, "SELECT", "WITH")) {
        found.removeIf(inner -> inner.open() > open);
        if (found.stream().noneMatch(other -> other.close() > open)) {
          found.add(new LockingQuery(open, statement.closing(open)));
        }
      }
    }
    return List.copyOf(found);
  }

  /** The bracket that opens what a token stands in. */
  private static int around(Tokens statement, int token) {
    int open = token;
    while (open >= 0 && statement.depth(open) >= statement.depth(token)) {
      open--;
    }
    return open;
  }

  /** Whether such a clause starts at a token; FOR also stands in calls, as SUBSTRING's. */
  public static boolean startsAt(Tokens query, int token) {
    return (query.is(token, "FOR")
            && query.isAny(token + 1, "UPDATE", "SHARE", "NO", "KEY")
            && !query.isKind(token + 2, TokenKind.OPEN))
        || query.is(token, "LOCK", "IN", "SHARE", "MODE");
  }
}
