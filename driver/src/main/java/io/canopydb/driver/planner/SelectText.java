package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.parse.LockingClause;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.statement.select.PlainSelect;
import org.jspecify.annotations.Nullable;

/**
 * The outermost block of a query cut into its clauses by its tokens. Offsets and spans are those of
 * the text.
 *
 * @param items the select list
 * @param listEnd where the select list ends
 * @param from FROM with all that follows it up to GROUP BY; null where there is none
 * @param groupBy GROUP BY with its items; null where there is none
 * @param groups the items of GROUP BY
 * @param having HAVING with its predicate; null where there is none
 * @param window the WINDOW clause; null where there is none
 * @param orderBy ORDER BY with its items; null where there is none
 * @param orders the items of ORDER BY
 * @param limits LIMIT, OFFSET and FETCH clauses, in their order
 * @param locking FOR UPDATE and the like; null where there is none
 * @param start where the word SELECT stands
 * @param end where the statement ends
 */
record SelectText(
    StatementText statement,
    List<Item> items,
    int listEnd,
    @Nullable Span from,
    @Nullable Span groupBy,
    List<Span> groups,
    @Nullable Span having,
    @Nullable Span window,
    @Nullable Span orderBy,
    List<Order> orders,
    List<Span> limits,
    @Nullable Span locking,
    int start,
    int end) {

  /**
   * An item of the select list.
   *
   * @param expression without its alias
   * @param alias the alias, unquoted; null where it has none
   * @param star whether it is {@code *} or {@code t.*}
   */
  record Item(Span expression, @Nullable String alias, boolean star) {}

  /**
   * An item of ORDER BY.
   *
   * @param nullsFirst what it says of NULL; null where it says nothing
   */
  record Order(Span expression, boolean descending, @Nullable Boolean nullsFirst) {}

  private enum Clause {
    FROM,
    GROUP,
    HAVING,
    WINDOW,
    ORDER,
    LIMIT,
    LOCKING
  }

  /** Cuts a query; empty where its outermost block is no plain SELECT. */
  static Optional<SelectText> of(StatementText statement) {
    if (!(statement.parsed().statement() instanceof PlainSelect)) {
      return Optional.empty();
    }
    return Optional.ofNullable(new Cutter(statement).cut());
  }

  private static final class Cutter {
    private final StatementText statement;
    private final Tokens tokens;
    private int depth;

    Cutter(StatementText statement) {
      this.statement = statement;
      this.tokens = statement.tokens();
    }

    @Nullable SelectText cut() {
      if (tokens.isKind(0, TokenKind.OPEN)) {
        return null;
      }
      int select = tokens.indexOfWord(0, "SELECT", 0);
      if (select < 0) {
        return null;
      }
      int end = tokens.size();
      while (tokens.isKind(end - 1, TokenKind.SEMICOLON)) {
        end--;
      }
      depth = tokens.depth(select);
      int first = afterModifiers(select + 1);
      List<Clause> clauses = new ArrayList<>();
      List<Integer> starts = new ArrayList<>();
      for (int i = first; i < end; i++) {
        if (tokens.depth(i) != depth || tokens.isKind(i - 1, TokenKind.DOT)) {
          continue;
        }
        if (tokens.isAny(i, "UNION", "INTERSECT", "EXCEPT", "MINUS", "INTO", "QUALIFY")) {
          return null;
        }
        Clause clause = clauseAt(i, clauses);
        if (clause != null) {
          clauses.add(clause);
          starts.add(i);
        }
      }
      starts.add(end);
      int listEnd = starts.get(0);
      Span[] spans = new Span[Clause.values().length];
      List<Span> limits = new ArrayList<>();
      List<Span> groups = new ArrayList<>();
      List<Order> orders = new ArrayList<>();
      for (int c = 0; c < clauses.size(); c++) {
        int from = starts.get(c);
        int to = starts.get(c + 1);
        Span span = new Span(tokens.start(from), tokens.end(to - 1));
        switch (clauses.get(c)) {
          case LIMIT -> limits.add(span);
          case GROUP -> {
            spans[Clause.GROUP.ordinal()] = span;
            for (int[] range : byComma(from + 2, to)) {
              groups.add(span(range[0], range[1]));
            }
          }
          case ORDER -> {
            spans[Clause.ORDER.ordinal()] = span;
            for (int[] range : byComma(from + 2, to)) {
              Order order = order(range[0], range[1]);
              if (order == null) {
                return null;
              }
              orders.add(order);
            }
          }
          default -> spans[clauses.get(c).ordinal()] = span;
        }
      }
      List<Item> items = items(first, listEnd);
      if (items == null) {
        return null;
      }
      return new SelectText(
          statement,
          items,
          tokens.end(listEnd - 1),
          spans[Clause.FROM.ordinal()],
          spans[Clause.GROUP.ordinal()],
          groups,
          spans[Clause.HAVING.ordinal()],
          spans[Clause.WINDOW.ordinal()],
          spans[Clause.ORDER.ordinal()],
          orders,
          limits,
          spans[Clause.LOCKING.ordinal()],
          tokens.start(select),
          tokens.end(end - 1));
    }

    private int afterModifiers(int at) {
      int i = at;
      while (tokens.isAny(
          i,
          "ALL",
          "DISTINCT",
          "DISTINCTROW",
          "HIGH_PRIORITY",
          "STRAIGHT_JOIN",
          "SQL_SMALL_RESULT",
          "SQL_BIG_RESULT",
          "SQL_BUFFER_RESULT",
          "SQL_NO_CACHE",
          "SQL_CALC_FOUND_ROWS")) {
        i++;
        if (tokens.is(i - 1, "DISTINCT")
            && tokens.is(i, "ON")
            && tokens.isKind(i + 1, TokenKind.OPEN)) {
          i = tokens.closing(i + 1) + 1;
        }
      }
      return i;
    }

    private @Nullable Clause clauseAt(int i, List<Clause> before) {
      if (tokens.is(i - 1, "FOR") && tokens.isAny(i, "GROUP", "ORDER")) {
        return null; // USE INDEX FOR ORDER BY (a)
      }
      boolean inFrom = before.contains(Clause.FROM);
      if (tokens.is(i, "FROM") && !inFrom) {
        return tokens.is(i - 1, "DISTINCT") && tokens.isAny(i - 2, "IS", "NOT")
            ? null
            : Clause.FROM;
      }
      if (tokens.is(i, "WHERE") && !inFrom) {
        // SELECT 1 WHERE ..: all that follows the select list is one span
        return Clause.FROM;
      }
      if (tokens.is(i, "GROUP", "BY")) {
        return Clause.GROUP;
      }
      if (tokens.is(i, "HAVING")) {
        return Clause.HAVING;
      }
      if (tokens.is(i, "WINDOW") && tokens.isIdentifier(i + 1) && tokens.is(i + 2, "AS")) {
        return Clause.WINDOW;
      }
      if (tokens.is(i, "ORDER", "BY")) {
        return Clause.ORDER;
      }
      if (tokens.isAny(i, "LIMIT", "OFFSET")
          || (tokens.is(i, "FETCH") && tokens.isAny(i + 1, "FIRST", "NEXT"))) {
        boolean second = tokens.is(i, "OFFSET") && isLimitValue(i);
        return second ? null : Clause.LIMIT;
      }
      if (LockingClause.startsAt(tokens, i)) {
        return before.contains(Clause.LOCKING) ? null : Clause.LOCKING;
      }
      return null;
    }

    /** OFFSET right behind {@code LIMIT n} belongs to that clause. */
    private boolean isLimitValue(int offset) {
      return tokens.is(offset - 2, "LIMIT");
    }

    private List<int[]> byComma(int from, int to) {
      List<int[]> ranges = new ArrayList<>();
      int start = from;
      for (int i = from; i <= to; i++) {
        if (i == to || (tokens.depth(i) == depth && tokens.isKind(i, TokenKind.COMMA))) {
          if (i > start) {
            ranges.add(new int[] {start, i - 1});
          }
          start = i + 1;
        }
      }
      return ranges;
    }

    private Span span(int first, int last) {
      return new Span(tokens.start(first), tokens.end(last));
    }

    private @Nullable Order order(int first, int last) {
      int end = last;
      Boolean nullsFirst = null;
      if (tokens.is(end - 1, "NULLS") && tokens.isAny(end, "FIRST", "LAST")) {
        nullsFirst = tokens.is(end, "FIRST");
        end -= 2;
      }
      boolean descending = tokens.is(end, "DESC");
      if (descending || tokens.is(end, "ASC")) {
        end--;
      }
      for (int i = first; i <= end; i++) {
        if (tokens.depth(i) == depth && tokens.is(i, "USING")) {
          return null;
        }
      }
      return end < first ? null : new Order(span(first, end), descending, nullsFirst);
    }

    private @Nullable List<Item> items(int first, int end) {
      PlainSelect tree = (PlainSelect) statement.parsed().statement();
      List<int[]> ranges = byComma(first, end);
      if (ranges.size() != tree.getSelectItems().size()) {
        return null;
      }
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < ranges.size(); i++) {
        int from = ranges.get(i)[0];
        int last = ranges.get(i)[1];
        boolean star =
            tokens.isOperator(last, "*")
                && (last == from || tokens.isKind(last - 1, TokenKind.DOT));
        String alias = null;
        if (!star && tree.getSelectItems().get(i).getAlias() != null && last > from) {
          // MySQL takes a string for an alias too.
          alias = tokens.isIdentifier(last) ? tokens.identifier(last) : tokens.string(last);
          if (alias == null) {
            return null;
          }
          last = tokens.is(last - 1, "AS") ? last - 2 : last - 1;
        }
        items.add(new Item(span(from, last), alias, star));
      }
      return items;
    }
  }
}
