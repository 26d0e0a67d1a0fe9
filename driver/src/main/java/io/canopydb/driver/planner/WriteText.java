package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An UPDATE or DELETE cut into its clauses by its tokens. Spans are those of the text.
 *
 * @param with WITH and its common tables; null where there is none
 * @param target the table that is named first, with its alias: on PostgreSQL the one that is
 *     written; null where MySQL names tables to delete from apart from those it reads
 * @param deleted the names of the tables to delete from, where they stand apart
 * @param sources the tables that are read: MySQL's joined ones with the target, PostgreSQL's FROM
 *     or USING without it; null where there are no more than the target
 * @param assignments what SET says
 * @param tail WHERE, ORDER BY and LIMIT, as they stand; null where there is none
 * @param returning the list of RETURNING; null where there is none
 * @param limited whether LIMIT is among them
 * @param ignore whether it has IGNORE
 */
record WriteText(
    @Nullable Span with,
    @Nullable Span target,
    List<Span> deleted,
    @Nullable Span sources,
    List<Assignment> assignments,
    @Nullable Span tail,
    @Nullable Span returning,
    boolean limited,
    boolean ignore) {

  /**
   * One assignment.
   *
   * @param column the column as written
   * @param value the expression
   * @param place its place in the row that the value gives; -1 where the value is its own. What
   *     {@code SET (a, b) = (SELECT ..)} assigns are two of the same value
   */
  record Assignment(Span column, Span value, int place) {
    boolean ofRow() {
      return place >= 0;
    }
  }

  WriteText {
    deleted = List.copyOf(deleted);
    assignments = List.copyOf(assignments);
  }

  /** Cuts a statement; empty where it has a form that is not known here. */
  static Optional<WriteText> of(StatementText statement, Engine engine) {
    return Optional.ofNullable(new Cutter(statement.tokens(), engine).cut());
  }

  private static final class Cutter {
    private final Tokens tokens;
    private final Engine engine;
    private int end;
    private boolean ignore;

    Cutter(Tokens tokens, Engine engine) {
      this.tokens = tokens;
      this.engine = engine;
    }

    @Nullable WriteText cut() {
      end = tokens.size();
      while (tokens.isKind(end - 1, TokenKind.SEMICOLON)) {
        end--;
      }
      int verb = 0;
      if (tokens.is(0, "WITH")) {
        verb = first(0, "UPDATE", "DELETE");
      }
      if (verb < 0 || verb == end) {
        return null;
      }
      Span with = verb == 0 ? null : span(0, verb);
      if (tokens.is(verb, "UPDATE")) {
        return update(with, modifiers(verb + 1));
      }
      return tokens.is(verb, "DELETE") ? delete(with, modifiers(verb + 1)) : null;
    }

    private int modifiers(int at) {
      int i = at;
      while (tokens.isAny(i, "LOW_PRIORITY", "QUICK", "IGNORE")) {
        ignore |= tokens.is(i, "IGNORE");
        i++;
      }
      return i;
    }

    private @Nullable WriteText update(@Nullable Span with, int from) {
      int set = first(from, "SET");
      if (set <= from || tokens.is(from, "ONLY") || tokens.isOperator(set - 1, "*")) {
        return null;
      }
      int afterSet = clause(set + 1, "FROM", "WHERE", "ORDER", "LIMIT", "RETURNING");
      List<Assignment> assignments = assignments(set + 1, afterSet);
      if (assignments == null) {
        return null;
      }
      Span tables = span(from, set);
      int tail = afterSet;
      Span sources = null;
      switch (engine) {
        case MYSQL -> sources = tables;
        case POSTGRESQL -> {
          if (tokens.is(afterSet, "FROM")) {
            tail = clause(afterSet + 1, "WHERE", "RETURNING");
            sources = span(afterSet + 1, tail);
          }
        }
      }
      return rest(with, tables, List.of(), sources, assignments, tail);
    }

    private @Nullable WriteText delete(@Nullable Span with, int from) {
      if (!tokens.is(from, "FROM")) {
        // DELETE t, u FROM ..
        int second = first(from, "FROM");
        List<Span> names = second < 0 ? null : names(from, second);
        if (names == null) {
          return null;
        }
        int tail = clause(second + 1, "WHERE", "ORDER", "LIMIT");
        return rest(with, null, names, span(second + 1, tail), List.of(), tail);
      }
      int tail = clause(from + 1, "USING", "WHERE", "ORDER", "LIMIT", "RETURNING");
      if (tokens.is(from + 1, "ONLY") || tail == from + 1 || tokens.isOperator(tail - 1, "*")) {
        // DELETE FROM t.* USING .. is MySQL's, DELETE FROM t * PostgreSQL's.
        if (!tokens.is(tail, "USING") || engine != Engine.MYSQL) {
          return null;
        }
      }
      if (!tokens.is(tail, "USING")) {
        Span table = span(from + 1, tail);
        Span sources =
            switch (engine) {
              case MYSQL -> table;
              case POSTGRESQL -> null;
            };
        return rest(with, table, List.of(), sources, List.of(), tail);
      }
      int after = clause(tail + 1, "WHERE", "ORDER", "LIMIT", "RETURNING");
      Span sources = span(tail + 1, after);
      return switch (engine) {
        case MYSQL -> {
          List<Span> names = names(from + 1, tail);
          yield names == null ? null : rest(with, null, names, sources, List.of(), after);
        }
        case POSTGRESQL -> rest(with, span(from + 1, tail), List.of(), sources, List.of(), after);
      };
    }

    private @Nullable WriteText rest(
        @Nullable Span with,
        @Nullable Span target,
        List<Span> deleted,
        @Nullable Span sources,
        List<Assignment> assignments,
        int tail) {
      int returning = clause(tail, "RETURNING");
      if (returning == end - 1
          || (returning < end && engine == Engine.MYSQL)
          || tokens.is(tail, "WHERE", "CURRENT", "OF")) {
        return null;
      }
      return new WriteText(
          with,
          target,
          deleted,
          sources,
          assignments,
          tail < returning ? span(tail, returning) : null,
          returning < end ? span(returning + 1, end) : null,
          clause(tail, "LIMIT") < end,
          ignore);
    }

    /** {@code t, u.*, s.v}: the names without the stars. */
    private @Nullable List<Span> names(int from, int to) {
      List<Span> names = new ArrayList<>();
      int start = from;
      for (int i = from; i <= to; i++) {
        if (i == to || tokens.isKind(i, TokenKind.COMMA)) {
          int last = i - 1;
          if (tokens.isOperator(last, "*") && tokens.isKind(last - 1, TokenKind.DOT)) {
            last -= 2;
          }
          if (last < start) {
            return null;
          }
          names.add(span(start, last + 1));
          start = i + 1;
        }
      }
      return names;
    }

    private @Nullable List<Assignment> assignments(int from, int to) {
      List<Assignment> found = new ArrayList<>();
      int start = from;
      for (int i = from; i <= to; i++) {
        if (i == to || (tokens.depth(i) == 0 && tokens.isKind(i, TokenKind.COMMA))) {
          if (tokens.isKind(start, TokenKind.OPEN)) {
            if (!row(start, i, found)) {
              return null;
            }
            start = i + 1;
            continue;
          }
          int equals = start;
          while (equals < i
              && !tokens.isOperator(equals, "=")
              && !tokens.isOperator(equals, ":=")) {
            equals++;
          }
          if (equals == start || equals + 1 >= i || !tokens.isIdentifier(equals - 1)) {
            return null;
          }
          found.add(new Assignment(span(start, equals), span(equals + 1, i), -1));
          start = i + 1;
        }
      }
      return found;
    }

    /**
     * {@code (a, b) = (1, 2)}, {@code = ROW(1, 2)} or {@code = (SELECT ..)}.
     *
     * @return whether it is one of these
     */
    private boolean row(int from, int to, List<Assignment> found) {
      int close = tokens.closing(from);
      boolean row = tokens.is(close + 2, "ROW");
      int open = close + (row ? 3 : 2);
      if (!tokens.isOperator(close + 1, "=")
          || !tokens.isKind(open, TokenKind.OPEN)
          || tokens.closing(open) != to - 1) {
        return false;
      }
      List<Span> columns = parts(from + 1, close);
      if (!row && tokens.isAny(open + 1, "SELECT", "WITH")) {
        for (int i = 0; i < columns.size(); i++) {
          found.add(new Assignment(columns.get(i), span(open, to), i));
        }
        return true;
      }
      List<Span> values = parts(open + 1, to - 1);
      if (columns.size() != values.size() || (columns.size() == 1 && !row)) {
        return false;
      }
      for (int i = 0; i < columns.size(); i++) {
        found.add(new Assignment(columns.get(i), values.get(i), -1));
      }
      return true;
    }

    /** What commas part in brackets. */
    private List<Span> parts(int from, int to) {
      List<Span> parts = new ArrayList<>();
      int start = from;
      for (int i = from; i <= to; i++) {
        boolean comma = tokens.isKind(i, TokenKind.COMMA) && tokens.depth(i) == tokens.depth(from);
        if (start < i && (i == to || comma)) {
          parts.add(span(start, i));
          start = i + 1;
        }
      }
      return parts;
    }

    /** The first of these words outside of brackets; -1 where there is none. */
    private int first(int from, String... words) {
      int found = clause(from, words);
      return found == end ? -1 : found;
    }

    private int clause(int from, String... words) {
      for (int i = from; i < end; i++) {
        if (tokens.depth(i) == 0
            && tokens.isAny(i, words)
            && !tokens.isKind(i - 1, TokenKind.DOT)
            && !(tokens.is(i, "FROM") && tokens.is(i - 1, "DISTINCT"))
            && !(tokens.is(i, "ORDER") && !tokens.is(i + 1, "BY"))) {
          return i;
        }
      }
      return end;
    }

    private Span span(int from, int to) {
      return new Span(tokens.start(from), tokens.end(to - 1));
    }
  }
}
