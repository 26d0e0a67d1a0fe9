package io.canopydb.driver.planner;

import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.Count;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * LIMIT, OFFSET and FETCH of a query.
 *
 * @param span all of them, which lie side by side
 */
record LimitClause(Count limit, Count offset, Span span) {

  /** Reads it; empty where it has a form that only a leaf can tell the value of. */
  static Optional<LimitClause> of(SelectText select) {
    if (select.limits().isEmpty()) {
      return Optional.empty();
    }
    Tokens tokens = select.statement().tokens();
    Count limit = Count.NONE;
    Count offset = Count.NONE;
    int start = Integer.MAX_VALUE;
    int end = 0;
    for (Span span : select.limits()) {
      start = Math.min(start, span.start());
      end = Math.max(end, span.end());
      int at = select.statement().tokenAt(span.start());
      int last = select.statement().tokenAt(span.end()) - 1;
      while (at <= last) {
        if (tokens.is(at, "LIMIT") && tokens.isKind(at + 2, TokenKind.COMMA)) {
          offset = count(tokens, at + 1);
          limit = count(tokens, at + 3);
          at += 4;
        } else if (tokens.is(at, "LIMIT") && tokens.is(at + 1, "ALL")) {
          at += 2;
        } else if (tokens.is(at, "LIMIT")) {
          limit = count(tokens, at + 1);
          at += 2;
        } else if (tokens.is(at, "OFFSET")) {
          offset = count(tokens, at + 1);
          at += tokens.isAny(at + 2, "ROW", "ROWS") ? 3 : 2;
        } else if (tokens.is(at, "FETCH")
            && tokens.isAny(at + 3, "ROW", "ROWS")
            && tokens.is(at + 4, "ONLY")) {
          limit = count(tokens, at + 2);
          at += 5;
        } else {
          return Optional.empty();
        }
        if (limit == null || offset == null) {
          return Optional.empty();
        }
      }
    }
    // FOR UPDATE may stand between LIMIT and OFFSET
    return select.locking() != null && new Span(start, end).contains(select.locking())
        ? Optional.empty()
        : Optional.of(new LimitClause(limit, offset, new Span(start, end)));
  }

  private static @Nullable Count count(Tokens tokens, int at) {
    if (tokens.isKind(at, TokenKind.PARAMETER)) {
      return new Count.InSlot(Integer.parseInt(tokens.text(at).substring(1)));
    }
    if (tokens.isKind(at, TokenKind.NUMBER)) {
      try {
        return new Count.Fixed(Long.parseLong(tokens.text(at)));
      } catch (NumberFormatException e) {
        return null;
      }
    }
    return null;
  }
}
