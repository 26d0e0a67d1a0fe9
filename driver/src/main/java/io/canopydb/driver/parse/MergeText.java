package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's MERGE, cut by its tokens. All numbers are those of tokens.
 *
 * @param target the first of the target's name
 * @param nameEnd the one after its name
 * @param name its parts, unquoted
 * @param targetAlias how the statement names the target, as written
 * @param using the word USING
 * @param source the first of the source
 * @param sourceAlias how the statement names the source, as written
 * @param sourceName the same, unquoted
 * @param on the word ON
 * @param clauses its WHENs
 */
public record MergeText(
    Tokens tokens,
    int target,
    int nameEnd,
    List<String> name,
    String targetAlias,
    int using,
    int source,
    String sourceAlias,
    String sourceName,
    int on,
    List<Clause> clauses) {

  /**
   * A WHEN.
   *
   * @param matched whether it is about rows of the target
   * @param first the word WHEN
   * @param condition the first of its condition; where it has none, the word THEN
   * @param then the word THEN
   * @param end the one after its last
   */
  public record Clause(boolean matched, int first, int condition, int then, int end) {
    /** The first word of what is done. */
    public int action() {
      return then + 1;
    }
  }

  /** One value of an INSERT; {@code to} is the token after its last. */
  public record Value(int from, int to) {}

  /**
   * What a WHEN inserts.
   *
   * @param columns unquoted; empty where it names none
   */
  public record Insert(List<String> columns, List<Value> values) {
    public Insert {
      columns = List.copyOf(columns);
      values = List.copyOf(values);
    }
  }

  public MergeText {
    name = List.copyOf(name);
    clauses = List.copyOf(clauses);
  }

  /** Cuts a statement; empty where it is no MERGE, or of a form not known here. */
  public static Optional<MergeText> of(Tokens tokens) {
    return tokens.is(0, "MERGE", "INTO") ? Optional.ofNullable(cut(tokens)) : Optional.empty();
  }

  private static @Nullable MergeText cut(Tokens tokens) {
    int end = tokens.size();
    while (tokens.isKind(end - 1, TokenKind.SEMICOLON)) {
      end--;
    }
    int using = tokens.indexOfWord(2, "USING", 0);
    int on = using < 0 ? -1 : tokens.indexOfWord(using, "ON", 0);
    List<Integer> starts = new ArrayList<>();
    for (int i = Math.max(on, 0); i < end; i++) {
      boolean clause =
          tokens.depth(i) == 0
              && tokens.is(i, "WHEN")
              && (tokens.is(i + 1, "MATCHED") || tokens.is(i + 1, "NOT", "MATCHED"));
      if (clause) {
        starts.add(i);
      }
    }
    if (on < 0
        || starts.isEmpty()
        || joins(tokens, using, on)
        || tokens.is(2, "ONLY")
        || tokens.indexOfWord(on, "RETURNING", 0) >= 0) {
      return null;
    }
    List<String> name = new ArrayList<>(List.of(tokens.identifier(2)));
    int nameEnd = 3;
    while (tokens.isKind(nameEnd, TokenKind.DOT)) {
      name.add(tokens.identifier(nameEnd + 1));
      nameEnd += 2;
    }
    int sourceEnd = on - 1;
    if (tokens.isKind(sourceEnd, TokenKind.CLOSE)) {
      while (tokens.closing(sourceEnd) != on - 1) {
        sourceEnd--;
      }
      sourceEnd--;
    }
    String targetAlias = tokens.text(using - 1);
    if (!tokens.isIdentifier(using - 1)
        || tokens.isOperator(using - 1, "*")
        || sourceEnd <= using
        || !tokens.isIdentifier(sourceEnd)
        || tokens.is(using + 1, "ONLY")
        || name.get(name.size() - 1).equals(tokens.identifier(sourceEnd))) {
      return null;
    }
    List<Clause> clauses = new ArrayList<>();
    for (int k = 0; k < starts.size(); k++) {
      int next = k + 1 < starts.size() ? starts.get(k + 1) : end;
      Clause clause = clause(tokens, starts.get(k), next);
      if (clause == null) {
        return null;
      }
      clauses.add(clause);
    }
    return new MergeText(
        tokens,
        2,
        nameEnd,
        name,
        targetAlias,
        using,
        using + 1,
        tokens.text(sourceEnd),
        tokens.identifier(sourceEnd),
        on,
        clauses);
  }

  /** Whether the source is a join without brackets, whose first ON is not that of the MERGE. */
  private static boolean joins(Tokens tokens, int using, int on) {
    int join = tokens.indexOfWord(using, "JOIN", 0);
    return join >= 0 && join < on;
  }

  private static @Nullable Clause clause(Tokens tokens, int first, int end) {
    boolean matched = tokens.is(first + 1, "MATCHED");
    int at = first + (matched ? 2 : 3);
    if (tokens.is(at, "BY", "TARGET")) {
      at += 2;
    }
    // Within a CASE of the condition stands a THEN as well: the clause's own is the last.
    int then = -1;
    for (int i = at; i < end; i++) {
      boolean action =
          tokens.isAny(i + 1, "UPDATE", "DELETE", "INSERT") || tokens.is(i + 1, "DO", "NOTHING");
      if (tokens.depth(i) == 0 && tokens.is(i, "THEN") && action) {
        then = i;
      }
    }
    if (then < 0 || !(at == then || tokens.is(at, "AND"))) {
      return null;
    }
    return new Clause(matched, first, at == then ? then : at + 1, then, end);
  }

  /** What a clause inserts, nothing for DEFAULT VALUES; empty where it says more than that. */
  public Optional<Insert> insert(Clause clause) {
    int at = clause.action() + 1;
    if (tokens.is(at, "DEFAULT", "VALUES")) {
      return Optional.of(new Insert(List.of(), List.of()));
    }
    List<String> columns = new ArrayList<>();
    if (tokens.isKind(at, TokenKind.OPEN)) {
      for (Value column : list(at)) {
        columns.add(tokens.identifier(column.from()));
      }
      at = tokens.closing(at) + 1;
    }
    return tokens.is(at, "VALUES") && tokens.isKind(at + 1, TokenKind.OPEN)
        ? Optional.of(new Insert(columns, list(at + 1)))
        : Optional.empty();
  }

  /** What stands between commas in brackets. */
  private List<Value> list(int open) {
    List<Value> values = new ArrayList<>();
    int start = open + 1;
    for (int i = start; i <= tokens.closing(open); i++) {
      boolean ends =
          i == tokens.closing(open)
              || (tokens.depth(i) == tokens.depth(start) && tokens.isKind(i, TokenKind.COMMA));
      if (ends && i > start) {
        values.add(new Value(start, i));
        start = i + 1;
      }
    }
    return values;
  }
}
