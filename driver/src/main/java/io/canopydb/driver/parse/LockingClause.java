package io.canopydb.driver.parse;

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

  /** Whether such a clause starts at a token; FOR also stands in calls, as SUBSTRING's. */
  public static boolean startsAt(Tokens query, int token) {
    return (query.is(token, "FOR")
            && query.isAny(token + 1, "UPDATE", "SHARE", "NO", "KEY")
            && !query.isKind(token + 2, TokenKind.OPEN))
        || query.is(token, "LOCK", "IN", "SHARE", "MODE");
  }
}
