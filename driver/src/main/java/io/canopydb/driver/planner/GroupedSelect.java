package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.Names;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.planner.SelectText.Item;
import io.canopydb.driver.planner.SelectText.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query over groups whose select list, HAVING and ORDER BY are made of nothing but the
 * expressions that it groups by, aggregates that can be computed in two stages, and what needs no
 * row.
 *
 * @param keys what it groups by; with DISTINCT and no groups, its select list
 * @param calls the aggregates, in the order of the text
 * @param places where keys stand outside of aggregates
 */
record GroupedSelect(List<Span> keys, List<FoldedCall> calls, List<Place> places) {

  /** A place of the text that means a key. */
  record Place(Span span, int key) {}

  GroupedSelect {
    keys = List.copyOf(keys);
    calls = List.copyOf(calls);
    places = List.copyOf(places);
  }

  /**
   * Reads a query.
   *
   * @param labels the names of its columns
   * @return empty where it needs more than groups
   */
  static Optional<GroupedSelect> of(
      Question question, SelectText select, boolean grouped, List<String> labels) {
    Reader reader = new Reader(question, select, labels);
    return reader.readable() && reader.read(grouped)
        ? Optional.of(new GroupedSelect(reader.keys, reader.calls, reader.places))
        : Optional.empty();
  }

  private static final class Reader {
    private final Question question;
    private final SelectText select;
    private final List<String> labels;
    private final Tokens tokens;
    private final Names names;
    private final List<Span> keys = new ArrayList<>();
    private final List<FoldedCall> calls = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    Reader(Question question, SelectText select, List<String> labels) {
      this.question = question;
      this.select = select;
      this.labels = labels;
      this.tokens = question.text().tokens();
      this.names = new Names(question.dialect().engine());
    }

    /** Whether it has no construct whose meaning would change. */
    boolean readable() {
      if (!tokens.is(0, "SELECT") || select.from() == null) {
        return false;
      }
      int firstItem = question.text().tokenAt(select.items().get(0).expression().start());
      for (int i = 1; i < firstItem; i++) {
        if (tokens.isAny(i, "ON", "SQL_CALC_FOUND_ROWS")) {
          return false;
        }
      }
      Span groupBy = select.groupBy();
      if (groupBy != null) {
        for (int i = from(groupBy); i <= last(groupBy); i++) {
          if (tokens.isAny(i, "ROLLUP", "CUBE", "SETS", "WITH", "DISTINCT", "ALL")
              || (tokens.isKind(i, TokenKind.OPEN) && tokens.isKind(i + 1, TokenKind.CLOSE))) {
            return false;
          }
        }
      }
      return outside().stream().allMatch(this::noRows)
          && select.groups().stream().allMatch(this::noRows);
    }

    /** Whether a part has no subquery, and nothing that is new for each row. */
    private boolean noRows(Span part) {
      for (int i = from(part); i <= last(part); i++) {
        if (tokens.isAny(i, "SELECT", "WITH")) {
          return false;
        }
      }
      return !VolatileFunctions.eachCallIn(Lexer.lex(part.of(tokens.text()), tokens.rules()));
    }

    /** The parts of the text that are computed of groups. */
    private List<Span> outside() {
      List<Span> parts = new ArrayList<>();
      select.items().forEach(item -> parts.add(item.expression()));
      Span having = select.having();
      if (having != null) {
        parts.add(having);
      }
      Span window = select.window();
      if (window != null) {
        parts.add(window);
      }
      select.orders().forEach(order -> parts.add(order.expression()));
      return parts;
    }

    boolean read(boolean grouped) {
      if (grouped) {
        for (Span group : select.groups()) {
          Span key = key(group);
          if (key == null) {
            return false;
          }
          keys.add(key);
        }
      } else {
        select.items().forEach(item -> keys.add(item.expression()));
      }
      for (Span part : outside()) {
        if (!read(part)) {
          return false;
        }
      }
      return true;
    }

    /** What an element of GROUP BY means; null where that is not sure. */
    private @Nullable Span key(Span group) {
      int first = from(group);
      int last = last(group);
      if (first != last) {
        return group;
      }
      if (tokens.isKind(first, TokenKind.NUMBER)) {
        String number = tokens.text(first);
        int position = number.length() < 6 && number.matches("\\d+") ? Integer.parseInt(number) : 0;
        return position >= 1 && position <= select.items().size()
            ? select.items().get(position - 1).expression()
            : null;
      }
      if (!tokens.isIdentifier(first)) {
        return null;
      }
      if (isBaseColumn(tokens.identifier(first))) {
        return group;
      }
      for (Item item : select.items()) {
        if (item.alias() != null && sameColumn(item.alias(), tokens.identifier(first))) {
          // The rows may come from a subquery that has a column of that name.
          return onlyBaseTables() ? item.expression() : null;
        }
      }
      return group;
    }

    private boolean sameColumn(String one, String other) {
      return names.stored(one).equals(names.stored(other));
    }

    private boolean isBaseColumn(String name) {
      return columnsNamed(name) > 0;
    }

    private long columnsNamed(String name) {
      return question.analysis().uses().stream()
          .filter(
              use ->
                  use.meaning() instanceof Catalogue.Base base
                      && base.table().columns().stream()
                          .anyMatch(column -> sameColumn(column.name(), name)))
          .count();
    }

    /** Whether the rows come from tables alone, whose columns are known. */
    private boolean onlyBaseTables() {
      Span from = select.from();
      if (from == null) {
        return false;
      }
      for (int i = from(from); i <= last(from); i++) {
        if (tokens.isAny(i, "SELECT", "VALUES", "LATERAL", "JSON_TABLE", "TABLE", "UNNEST")) {
          return false;
        }
      }
      return question.analysis().uses().stream().map(TableUse::meaning).allMatch(this::isTable);
    }

    private boolean isTable(Catalogue.Meaning meaning) {
      return meaning instanceof Catalogue.Base;
    }

    /** Finds the aggregates and keys of a part; false where something is left that needs a row. */
    private boolean read(Span part) {
      int whole = wholeKey(part);
      if (whole >= 0) {
        places.add(new Place(part, whole));
        return true;
      }
      boolean bare = from(part) == last(part);
      List<Span> taken = new ArrayList<>();
      int i = from(part);
      while (i <= last(part)) {
        Span found = tokens.isKind(i - 1, TokenKind.DOT) ? null : take(i, last(part));
        if (found != null) {
          taken.add(found);
          i = question.text().tokenAt(found.end());
        } else if (isAggregate(i) || (isName(i) && !named(part, i, bare))) {
          return false;
        } else {
          i++;
        }
      }
      return columnsTaken(part, taken, bare);
    }

    /** Takes an aggregate or a key that begins at a token. */
    private @Nullable Span take(int i, int last) {
      if (isAggregate(i)) {
        FoldedCall call = FoldedCall.at(tokens, i);
        if (call != null) {
          calls.add(call);
          return call.span();
        }
        return null;
      }
      for (int key = 0; key < keys.size(); key++) {
        int end = endOfKey(key, i, last);
        if (end >= 0) {
          Span span = new Span(tokens.start(i), tokens.end(end));
          places.add(new Place(span, key));
          return span;
        }
      }
      return null;
    }

    private boolean isAggregate(int i) {
      return tokens.isIdentifier(i)
          && tokens.isKind(i + 1, TokenKind.OPEN)
          && question.aggregates().names().contains(tokens.identifier(i).toLowerCase(Locale.ROOT))
          && !isWindow(i);
    }

    /** Whether a call is computed of a window: its own arguments are looked at one by one. */
    private boolean isWindow(int i) {
      int close = tokens.closing(i + 1);
      if (close >= 0
          && tokens.is(close + 1, "FILTER")
          && tokens.isKind(close + 2, TokenKind.OPEN)) {
        close = tokens.closing(close + 2);
      }
      return close >= 0 && tokens.is(close + 1, "OVER");
    }

    /** The key that a part is as a whole; -1 for none. */
    private int wholeKey(Span part) {
      if (from(part) == last(part) && tokens.isKind(from(part), TokenKind.NUMBER)) {
        // In ORDER BY it is a position, even if an item of the select list is that number.
        return -1;
      }
      for (int key = 0; key < keys.size(); key++) {
        if (same(from(keys.get(key)), last(keys.get(key)), from(part), last(part))) {
          return key;
        }
      }
      return -1;
    }

    /** Where a key that begins at a token ends; -1 where it is not that key. */
    private int endOfKey(int key, int at, int last) {
      int first = from(keys.get(key));
      int end = last(keys.get(key));
      if (isColumn(first, end)) {
        int to = at;
        while (tokens.isKind(to + 1, TokenKind.DOT) && tokens.isIdentifier(to + 2)) {
          to += 2;
        }
        boolean column = isColumn(at, to) && !tokens.isKind(to + 1, TokenKind.OPEN);
        return column && to <= last && sameColumn(first, end, at, to) ? to : -1;
      }
      // A call: whatever stands around it can't reach into it.
      boolean call =
          tokens.isIdentifier(first)
              && tokens.isKind(first + 1, TokenKind.OPEN)
              && tokens.closing(first + 1) == end;
      int to = at + end - first;
      return call && to <= last && same(first, end, at, to) ? to : -1;
    }

    /** {@code a}, {@code t.a}, {@code s.t.a}. */
    private boolean isColumn(int first, int last) {
      for (int i = first; i <= last; i++) {
        if ((i - first) % 2 == 0 ? !tokens.isIdentifier(i) : !tokens.isKind(i, TokenKind.DOT)) {
          return false;
        }
      }
      return (last - first) % 2 == 0;
    }

    /** Whether two names mean the same column; a qualifier may be left out where one is enough. */
    private boolean sameColumn(int first, int last, int otherFirst, int otherLast) {
      if (!sameColumn(tokens.identifier(last), tokens.identifier(otherLast))) {
        return false;
      }
      boolean bothQualified = first != last && otherFirst != otherLast;
      boolean neither = first == last && otherFirst == otherLast;
      if (bothQualified) {
        return tokens.identifier(last - 2).equals(tokens.identifier(otherLast - 2));
      }
      return neither || (columnsNamed(tokens.identifier(last)) == 1 && onlyBaseTables());
    }

    private boolean same(int first, int last, int otherFirst, int otherLast) {
      if (last - first != otherLast - otherFirst) {
        return false;
      }
      for (int k = 0; k <= last - first; k++) {
        String one = tokens.text(first + k);
        String other = tokens.text(otherFirst + k);
        boolean word =
            tokens.isKind(first + k, TokenKind.WORD)
                && tokens.isKind(otherFirst + k, TokenKind.WORD);
        if (!(word ? one.equalsIgnoreCase(other) : one.equals(other))) {
          return false;
        }
      }
      return true;
    }

    /** Whether a token names a column of a table. */
    private boolean isName(int i) {
      return tokens.isIdentifier(i)
          && !tokens.isKind(i + 1, TokenKind.OPEN)
          && isBaseColumn(tokens.identifier(i));
    }

    /** Whether a name may mean an item of the select list: alone in ORDER BY, or in HAVING. */
    private boolean named(Span part, int i, boolean bare) {
      boolean order =
          bare && select.orders().stream().map(Order::expression).anyMatch(part::equals);
      boolean having =
          part.equals(select.having())
              && switch (question.dialect().engine()) {
                case MYSQL -> true;
                case POSTGRESQL -> false;
              };
      return (order || having)
          && labels.stream().anyMatch(label -> sameColumn(label, tokens.identifier(i)));
    }

    /** Whether each column that the parser sees lies in an aggregate or key, or means an item. */
    private boolean columnsTaken(Span part, List<Span> taken, boolean bare) {
      boolean[] all = {true};
      question
          .text()
          .forEachNode(
              "Column",
              node -> {
                Span span = StatementText.span(node);
                if (part.contains(span) && taken.stream().noneMatch(t -> t.contains(span))) {
                  int at = from(span);
                  all[0] &= at == last(span) && named(part, at, bare);
                }
              });
      return all[0];
    }

    private int from(Span span) {
      return question.text().tokenAt(span.start());
    }

    private int last(Span span) {
      return question.text().tokenAt(span.end()) - 1;
    }
  }
}
