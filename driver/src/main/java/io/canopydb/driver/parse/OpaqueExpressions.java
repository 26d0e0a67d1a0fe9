package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Makes a text readable that JSQLParser does not read: an expression that it does not know becomes
 * the call of a function that nobody has, whose arguments are what the expression is made of.
 *
 * <p>A worked example. Of {@code SELECT SUM(CAST(a > 1 AS INT)) FROM t WHERE id = 5 AND b = 1 IS
 * TRUE} the parser gets {@code SELECT SUM(CAST(canopy_opaque(a) AS INT)) FROM t WHERE id = 5 AND
 * canopy_opaque(b)}. So the tree still tells that there is a SUM, which columns are used, that the
 * rows are those of one partition, and where each part stands in the user's text, which is what
 * leaves get. An opaque call says nothing about the rows that satisfy it, and is no column.
 *
 * <p>An expression is cut as little as is enough: first what stands in its brackets, then the
 * conditions that AND and OR put together, then all of it. Columns, calls and subqueries within
 * stay what they are; too many names are taken for columns, and never too few.
 */
final class OpaqueExpressions implements Mender {
  /** More rounds than this find nothing more. */
  static final int ROUNDS = 12;

  private final Tokens tokens;
  private final String text;
  private final Predicate<String> reads;
  private final Operators operators;
  private final OpaqueOperands operands;
  private final Map<List<Object>, PatchedText> made = new HashMap<>();

  /** Expressions that are opaque though they are read by themselves, by their first tokens. */
  private final Set<Integer> forced = new TreeSet<>();

  private final List<int[]> expressions = new ArrayList<>();

  /** How it is tried whether an expression is read. */
  private enum Place {
    VALUE("SELECT ", ""),
    ARGUMENT("SELECT f(", ")"),
    CAST("SELECT CAST(", " AS CHAR)"),
    CONDITION("SELECT 1 FROM t WHERE ", ""),
    GROUP("SELECT 1 FROM t GROUP BY ", ""),
    ORDER("SELECT 1 FROM t ORDER BY ", "");

    final String before;
    final String after;

    Place(String before, String after) {
      this.before = before;
      this.after = after;
    }
  }

  /**
   * @param tokens of the user's text
   * @param text for the parser, of the same length
   * @param reads whether the parser reads a statement
   */
  OpaqueExpressions(Tokens tokens, String text, Predicate<String> reads) {
    this.tokens = tokens;
    this.text = text;
    this.reads = reads;
    this.operators = new Operators(tokens);
    this.operands = new OpaqueOperands(tokens, this);
  }

  /** The whole text with its unreadable expressions made opaque. */
  PatchedText mended() {
    expressions.clear();
    PatchedText out = new PatchedText(text);
    if (!isCuttable()) {
      return out;
    }
    out.copy(0, tokens.start(0));
    out.add(query(0, tokens.size()));
    return out.copy(tokens.end(tokens.size() - 1), text.length());
  }

  /** Whether its brackets are in order, and all its characters mean something to the engine. */
  private boolean isCuttable() {
    for (int i = 0; i < tokens.size(); i++) {
      TokenKind kind = tokens.kind(i);
      if (kind == TokenKind.OTHER
          || kind == TokenKind.SEMICOLON
          || ((kind.opens() || kind.closes()) && tokens.closing(i) < 0)) {
        return false;
      }
    }
    return !tokens.isEmpty();
  }

  /**
   * Says that a whole text was not read, though its expressions are.
   *
   * @param offset where the parser gave up
   * @return whether another try is of use
   */
  boolean gaveUpAt(int offset) {
    int[] best = null;
    for (int[] range : expressions) {
      if (tokens.start(range[0]) <= offset
          && offset <= tokens.end(range[1] - 1)
          && !forced.contains(range[0])
          && (best == null || range[1] - range[0] < best[1] - best[0])) {
        best = range;
      }
    }
    return best != null && forced.add(best[0]);
  }

  @Override
  public PatchedText empty() {
    return new PatchedText(text);
  }

  @Override
  public PatchedText copied(int from, int to) {
    return from >= to ? empty() : empty().copy(tokens.start(from), tokens.end(to - 1));
  }

  @Override
  public boolean readsValue(PatchedText value) {
    return reads(Place.VALUE, value);
  }

  private boolean reads(Place place, PatchedText part) {
    return reads.test(place.before + part.text() + place.after);
  }

  /** Tokens with the white space before them. */
  private void append(PatchedText out, int from, int to, PatchedText part) {
    if (from < to) {
      gap(out, from);
      out.add(part);
    }
  }

  private void gap(PatchedText out, int before) {
    if (before > 0 && !out.text().isEmpty()) {
      out.copy(tokens.end(before - 1), tokens.start(before));
    }
  }

  @Override
  public PatchedText query(int from, int to) {
    PatchedText out = empty();
    for (Clause clause : Clause.of(tokens, from, to)) {
      append(out, clause.head(), clause.from(), head(clause.head(), clause.from()));
      int first = clause.from();
      PatchedText rest = clause(clause.kind(), first, clause.to());
      if (first < clause.to()) {
        append(out, first, clause.to(), rest);
      } else {
        out.add(rest);
      }
    }
    return out;
  }

  /** The words of a clause; TABLE is short for SELECT * FROM. */
  private PatchedText head(int from, int to) {
    return to == from + 1 && tokens.is(from, "TABLE")
        ? empty().put("SELECT * FROM", tokens.start(from), tokens.end(from))
        : withBrackets(from, to);
  }

  private PatchedText clause(Clause.Kind kind, int from, int to) {
    if (from >= to) {
      return kind == Clause.Kind.ITEMS ? noItems(from) : empty();
    }
    return switch (kind) {
      case ITEMS -> list(from, to, this::item);
      case CONDITION -> top(from, to, Place.CONDITION);
      case GROUPS -> list(from, to, (first, end) -> top(first, end, Place.GROUP));
      case ORDER -> list(from, to, this::order);
      case ASSIGNMENTS -> list(from, to, this::assignment);
      case TABLES -> tables(from, to);
      case OTHER -> withBrackets(from, to);
    };
  }

  private interface Part {
    PatchedText of(int from, int to);
  }

  /** What commas part. */
  private PatchedText list(int from, int to, Part part) {
    PatchedText out = empty();
    int depth = tokens.depth(from);
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || (tokens.depth(i) == depth && tokens.isKind(i, TokenKind.COMMA))) {
        if (start < i) {
          append(out, start, i, part.of(start, i));
        }
        if (i < to) {
          append(out, i, i + 1, copied(i, i + 1));
        }
        start = i + 1;
      }
    }
    return out;
  }

  /** PostgreSQL's SELECT without a list, and EXISTS (SELECT FROM t). */
  private PatchedText noItems(int at) {
    int end = tokens.end(at - 1);
    return tokens.is(at - 1, "SELECT") ? empty().put(" 1", end, end) : empty();
  }

  private PatchedText item(int from, int to) {
    if (reads(Place.VALUE, copied(from, to)) && !forced.contains(from)) {
      expressions.add(new int[] {from, to});
      return copied(from, to);
    }
    int end = operators.aliasAt(from, to);
    PatchedText out = top(from, end, Place.VALUE);
    append(out, end, to, alias(end, to));
    return out;
  }

  /** A word that the parser takes for no name is quoted. */
  private PatchedText alias(int from, int to) {
    PatchedText asWritten = copied(from, to);
    if (from == to || reads(Place.VALUE, empty().put("a ", 0, 0).add(asWritten))) {
      return asWritten;
    }
    int start = tokens.start(to - 1);
    int end = tokens.end(to - 1);
    String quote = tokens.rules().isMySql() ? "`" : "\"";
    return tokens.isKind(to - 1, TokenKind.WORD)
        ? empty().put("AS " + quote + tokens.identifier(to - 1) + quote, start, end)
        : asWritten;
  }

  private PatchedText order(int from, int to) {
    int end = to;
    if (tokens.is(end - 2, "NULLS")) {
      end -= 2;
    }
    if (tokens.isAny(end - 1, "ASC", "DESC")) {
      end--;
    }
    PatchedText out = top(from, end, Place.ORDER);
    append(out, end, to, copied(end, to));
    return out;
  }

  private PatchedText assignment(int from, int to) {
    int depth = tokens.depth(from);
    for (int i = from; i < to; i++) {
      if (tokens.depth(i) == depth && (tokens.isOperator(i, "=") || tokens.isOperator(i, ":="))) {
        PatchedText out = target(from, i);
        append(out, i, i + 1, copied(i, i + 1));
        append(out, i + 1, to, top(i + 1, to, Place.VALUE));
        return out;
      }
    }
    return withBrackets(from, to);
  }

  /** {@code SET a[1]} and {@code SET a.b[1].c} set a part of a column, and so the column. */
  private PatchedText target(int from, int to) {
    int bracket = from;
    while (bracket < to && !tokens.isKind(bracket, TokenKind.BRACKET_OPEN)) {
      bracket++;
    }
    return copied(from, bracket);
  }

  /** An expression that is no part of another one. */
  private PatchedText top(int from, int to, Place place) {
    if (from >= to) {
      return empty();
    }
    expressions.add(new int[] {from, to});
    return forced.contains(from) ? opaque(from, to) : expression(from, to, place);
  }

  private PatchedText expression(int from, int to, Place place) {
    if (from >= to) {
      return empty();
    }
    List<Object> key = List.of(from, to, place);
    PatchedText known = made.get(key);
    if (known == null) {
      known = cut(from, to, place);
      made.put(key, known);
    }
    return known;
  }

  private PatchedText cut(int from, int to, Place place) {
    PatchedText whole = copied(from, to);
    if (reads(place, whole)) {
      return whole;
    }
    PatchedText inner = withBrackets(from, to);
    if (inner.changed() && reads(place, inner)) {
      return inner;
    }
    List<Integer> joints = operators.looseJoints(from, to);
    if (!joints.isEmpty()) {
      PatchedText parts = empty();
      int start = from;
      for (int joint : joints) {
        append(parts, start, joint, expression(start, joint, Place.CONDITION));
        append(parts, joint, joint + 1, copied(joint, joint + 1));
        start = joint + 1;
      }
      append(parts, start, to, expression(start, to, Place.CONDITION));
      if (reads(place, parts)) {
        return parts;
      }
    }
    return opaque(from, to);
  }

  private PatchedText opaque(int from, int to) {
    int start = tokens.start(from);
    int end = tokens.end(to - 1);
    PatchedText out = empty().put("canopy_opaque(", start, start);
    String comma = "";
    for (PatchedText operand : operands.of(from, to)) {
      out.put(comma, start, start).add(operand);
      comma = ",";
    }
    return out.put(")", end, end);
  }

  @Override
  public PatchedText withBrackets(int from, int to) {
    PatchedText out = empty();
    int start = from;
    for (int i = from; i < to; i++) {
      int close = tokens.isKind(i, TokenKind.OPEN) ? tokens.closing(i) : -1;
      if (close < 0 || close >= to) {
        continue;
      }
      append(out, start, i + 1, copied(start, i + 1));
      append(out, i + 1, close, inBrackets(i, close));
      start = close;
      i = close;
    }
    append(out, start, to, copied(start, to));
    return out;
  }

  private PatchedText inBrackets(int open, int close) {
    int first = open + 1;
    return Clause.isQuery(tokens, open)
        ? query(first, close)
        : first >= close ? empty() : list(first, close, (from, to) -> argument(open, from, to));
  }

  /** An argument with what belongs to its call only: DISTINCT, ORDER BY, AS with a type. */
  private PatchedText argument(int open, int from, int to) {
    PatchedText out = empty();
    int start = from;
    if (tokens.isAny(start, "DISTINCT", "ALL") && !tokens.isKind(start + 1, TokenKind.OPEN)) {
      start++;
      append(out, from, start, copied(from, start));
    }
    boolean cast = tokens.isAny(open - 1, "CAST", "TRY_CAST", "CONVERT");
    while (start < to) {
      int end = operators.nextClauseOfCall(start, to);
      if (end == start) {
        int after = operators.afterClauseOfCall(start, to);
        append(out, start, after, copied(start, after));
        start = after;
      } else {
        int direction = tokens.isAny(end - 1, "ASC", "DESC") ? end - 1 : end;
        append(
            out,
            start,
            direction,
            expression(start, direction, cast ? Place.CAST : Place.ARGUMENT));
        append(out, direction, end, copied(direction, end));
        start = end;
      }
    }
    return out;
  }

  /** A FROM clause: conditions of joins, derived tables, and arguments of functions. */
  private PatchedText tables(int from, int to) {
    PatchedText out = empty();
    int depth = tokens.depth(from);
    int start = from;
    for (int i = from; i < to; i++) {
      if (tokens.depth(i) != depth || tokens.isKind(i - 1, TokenKind.DOT)) {
        continue;
      }
      boolean opens = tokens.isKind(i, TokenKind.OPEN) || tokens.isKind(i, TokenKind.BRACE_OPEN);
      int close = opens ? tokens.closing(i) : -1;
      if (tokens.is(i, "ON")) {
        int end = operators.endOfOn(i + 1, to);
        append(out, start, i + 1, copied(start, i + 1));
        append(out, i + 1, end, top(i + 1, end, Place.CONDITION));
        start = end;
        i = end - 1;
      } else if (close > 0 && close < to) {
        boolean joined =
            !tokens.isIdentifier(i - 1)
                || tokens.isAny(i - 1, "FROM", "JOIN", "LATERAL", "USING", "STRAIGHT_JOIN");
        append(out, start, i + 1, copied(start, i + 1));
        append(
            out,
            i + 1,
            close,
            Clause.isQuery(tokens, i) || !joined ? inBrackets(i, close) : tables(i + 1, close));
        start = close;
        i = close;
      }
    }
    append(out, start, to, copied(start, to));
    return out;
  }
}
