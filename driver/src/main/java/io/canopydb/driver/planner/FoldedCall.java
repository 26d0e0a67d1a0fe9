package io.canopydb.driver.planner;

import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call of an aggregate that can be computed in two stages: of groups of each partition, then of
 * those groups.
 *
 * @param name in upper case
 * @param span the call, with its FILTER
 * @param arguments what stands in its brackets, without DISTINCT
 * @param distinct the arguments of a call with DISTINCT; empty for a call without
 * @param filter FILTER with its condition; null where there is none
 */
record FoldedCall(
    String name, Span span, Span arguments, List<Span> distinct, @Nullable Span filter) {

  /** Those that give the same when they are applied to what they gave for parts of the rows. */
  private static final Set<String> IDEMPOTENT =
      Set.of(
          "SUM",
          "MIN",
          "MAX",
          "BIT_AND",
          "BIT_OR",
          "BIT_XOR",
          "BOOL_AND",
          "BOOL_OR",
          "EVERY",
          "ANY_VALUE");

  FoldedCall {
    distinct = List.copyOf(distinct);
  }

  /**
   * Reads the call of an aggregate that begins at a token.
   *
   * @return null where it can't be computed in two stages
   */
  static @Nullable FoldedCall at(Tokens tokens, int first) {
    String called = tokens.calledFunction(first);
    if (called == null || !called.equals(called.toLowerCase(Locale.ROOT))) {
      return null;
    }
    String name = called.toUpperCase(Locale.ROOT);
    int open = first + 1;
    int close = tokens.closing(open);
    if (close <= open + 1 || !(IDEMPOTENT.contains(name) || isCounting(name))) {
      return null;
    }
    int from = tokens.isAny(open + 1, "DISTINCT", "ALL") ? open + 2 : open + 1;
    if (from == close) {
      return null;
    }
    Span arguments = new Span(tokens.start(from), tokens.end(close - 1));
    for (int i = from; i < close; i++) {
      if (tokens.depth(i) == tokens.depth(open) + 1 && tokens.is(i, "ORDER", "BY")) {
        return null;
      }
    }
    boolean distinct = tokens.is(open + 1, "DISTINCT");
    int end = close;
    Span filter = null;
    if (tokens.is(close + 1, "FILTER") && tokens.isKind(close + 2, TokenKind.OPEN)) {
      end = tokens.closing(close + 2);
      filter = new Span(tokens.start(close + 1), tokens.end(end));
    }
    if (tokens.is(end + 1, "WITHIN") || (distinct && filter != null)) {
      return null;
    }
    return new FoldedCall(
        name,
        new Span(tokens.start(first), tokens.end(end)),
        arguments,
        distinct ? byComma(tokens, from, close) : List.of(),
        filter);
  }

  private static boolean isCounting(String name) {
    return name.equals("COUNT") || name.equals("AVG");
  }

  private static List<Span> byComma(Tokens tokens, int from, int close) {
    List<Span> parts = new ArrayList<>();
    int start = from;
    for (int i = from; i <= close; i++) {
      boolean comma =
          i < close
              && tokens.isKind(i, TokenKind.COMMA)
              && tokens.depth(i) == tokens.depth(close) + 1;
      if (comma || i == close) {
        parts.add(new Span(tokens.start(start), tokens.end(i - 1)));
        start = i + 1;
      }
    }
    return parts;
  }
}
