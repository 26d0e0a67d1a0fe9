package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Names;
import io.canopydb.driver.analyse.SimpleView;
import io.canopydb.driver.analyse.SimpleView.ViewColumn;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of a write to a view as the write to its table: {@code UPDATE v SET a = 1 WHERE b = 2}
 * becomes {@code UPDATE t AS v SET a = 1 WHERE (b = 2) AND (what the view says)}. The table gets
 * the view's name, so that what the statement names stays as it is; only columns that have another
 * name in the table, or are computed, are replaced.
 */
final class ViewWriteText {
  private final Tokens tokens;
  private final int name;
  private final SimpleView view;
  private final Names names;
  private final boolean mySql;

  /**
   * What is put in the place of something, by where that starts; or in front, where it is empty.
   */
  private final Map<Integer, Replacement> replaced = new TreeMap<>();

  private final Set<Integer> taken = new HashSet<>();
  private String alias;
  private int end;

  private record Replacement(Span span, String by) {}

  /**
   * Reads nothing yet.
   *
   * @param name the first token of the view's name
   * @param called the view's name, unquoted
   */
  ViewWriteText(Tokens tokens, int name, SimpleView view, String called) {
    this.tokens = tokens;
    this.name = name;
    this.view = view;
    Engine engine = tokens.rules().isMySql() ? Engine.MYSQL : Engine.POSTGRESQL;
    this.names = new Names(engine);
    this.mySql = tokens.rules().isMySql();
    this.alias = called;
    this.end = tokens.size();
    while (tokens.isKind(end - 1, TokenKind.SEMICOLON)) {
      end--;
    }
  }

  /** The text; null where the statement has a form that is not known here. */
  @Nullable String sql(Dialect dialect) {
    int last = name;
    while (tokens.isKind(last + 1, TokenKind.DOT)) {
      last += 2;
    }
    alias = dialect.quoteName(alias);
    int after = last + 1;
    boolean inserts = tokens.isAny(0, "INSERT", "REPLACE");
    if (tokens.is(after, "AS")) {
      alias = tokens.text(after + 1);
      after += 2;
    } else if (!inserts
        && tokens.isIdentifier(after)
        && !tokens.isAny(
            after, "SET", "USING", "WHERE", "ORDER", "LIMIT", "RETURNING", "PARTITION")) {
      alias = tokens.text(after);
      after++;
    }
    String named = view.base() + (mySql && inserts ? "" : " AS " + alias);
    replace(new Span(tokens.start(name), tokens.end(after - 1)), named);
    boolean done = inserts ? insert(after, dialect) : write(after);
    return done && returning(dialect) && renamed() ? text() : null;
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Replacement each : replaced.values()) {
      out.append(tokens.text(), at, each.span().start()).append(each.by());
      at = each.span().end();
    }
    return out.append(tokens.text().substring(at)).toString();
  }

  private void replace(Span span, String by) {
    // What is put in front comes before what is replaced there.
    Replacement there = replaced.get(span.start());
    replaced.put(
        span.start(),
        there == null
            ? new Replacement(span, by)
            : new Replacement(
                new Span(span.start(), Math.max(span.end(), there.span().end())), there.by() + by));
  }

  private boolean insert(int after, Dialect dialect) {
    for (int i = after; i < end; i++) {
      boolean clash = tokens.isAny(i, "CONFLICT", "DUPLICATE") && tokens.is(i - 1, "ON");
      if (clash && (view.where().isPresent() || !sameNames())) {
        return false;
      }
      if (mySql && tokens.isIdentifier(i) && tokens.identifier(i).equals(unquoted(alias))) {
        return false;
      }
    }
    if (tokens.is(0, "WITH") || (tokens.is(after, "SET") && !sameNames())) {
      return false;
    }
    if (tokens.is(after, "SET") || tokens.is(after, "DEFAULT", "VALUES")) {
      return true;
    }
    boolean listed =
        tokens.isKind(after, TokenKind.OPEN)
            && !tokens.isAny(after + 1, "SELECT", "WITH", "VALUES", "TABLE")
            && !tokens.isKind(after + 1, TokenKind.OPEN);
    List<ViewColumn> columns = new ArrayList<>();
    if (listed) {
      for (int i = after + 1; i < tokens.closing(after); i++) {
        if (tokens.isKind(i, TokenKind.COMMA)) {
          continue;
        }
        ViewColumn column = column(i);
        if (column == null) {
          return false;
        }
        taken.add(i);
        columns.add(column);
      }
    } else {
      columns.addAll(view.columns().subList(0, width(after)));
    }
    if (columns.stream().anyMatch(column -> column.column() == null)) {
      return false;
    }
    String list =
        columns.stream()
            .map(column -> dialect.quoteName(String.valueOf(column.column())))
            .collect(Collectors.joining(", ", " (", ") "));
    int at = tokens.end(listed ? tokens.closing(after) : after - 1);
    replace(new Span(listed ? tokens.start(after) : at, at), list);
    return true;
  }

  /** How many columns PostgreSQL's VALUES without a list of columns gives. */
  private int width(int after) {
    int row = after + 1;
    if (mySql || !tokens.is(after, "VALUES") || !tokens.isKind(row, TokenKind.OPEN)) {
      return view.columns().size();
    }
    int width = 1;
    for (int i = row + 1; i < tokens.closing(row); i++) {
      boolean comma = tokens.isKind(i, TokenKind.COMMA);
      width += comma && tokens.depth(i) == tokens.depth(row) + 1 ? 1 : 0;
    }
    return Math.min(width, view.columns().size());
  }

  /** UPDATE and DELETE of one table, and of PostgreSQL with more that are read. */
  private boolean write(int after) {
    boolean updates = tokens.is(after, "SET");
    boolean known =
        updates
            || after == end
            || tokens.isAny(after, "WHERE", "ORDER", "LIMIT", "RETURNING")
            || (!mySql && tokens.is(after, "USING"));
    if (!known || (updates && !assigned(after + 1))) {
      return false;
    }
    if (view.where().isEmpty()) {
      return true;
    }
    String condition = "(" + view.where().get().of(alias) + ")";
    int where = clause(after, "WHERE");
    int tail = clause(where == end ? after : where, "ORDER", "LIMIT", "RETURNING");
    if (where == end) {
      int at = tokens.end(tail - 1);
      replace(new Span(at, at), " WHERE " + condition);
    } else if (tokens.is(where, "WHERE", "CURRENT", "OF")) {
      return false;
    } else {
      int from = tokens.end(where);
      replace(new Span(from, from), " " + condition + " AND (");
      int to = tokens.end(tail - 1);
      replace(new Span(to, to), ")");
    }
    return true;
  }

  /** The columns that SET names. */
  private boolean assigned(int from) {
    int to = clause(from, "FROM", "WHERE", "ORDER", "LIMIT", "RETURNING");
    for (int i = from; i < to; i++) {
      boolean first = i == from || (tokens.depth(i) == 0 && tokens.isKind(i - 1, TokenKind.COMMA));
      int open = first && tokens.isKind(i, TokenKind.OPEN) ? tokens.closing(i) : -1;
      for (int k = i; first && k <= Math.max(open, i); k++) {
        int last = k;
        while (tokens.isKind(last + 1, TokenKind.DOT)) {
          last += 2;
        }
        if (tokens.isIdentifier(last) && !assigned(k, last)) {
          return false;
        }
        k = last;
      }
    }
    return true;
  }

  private boolean assigned(int first, int last) {
    ViewColumn column = column(last);
    if (column == null || column.column() == null) {
      return false;
    }
    for (int i = first; i <= last; i++) {
      taken.add(i);
    }
    if (!same(column)) {
      String by = view.columns().get(view.columns().indexOf(column)).value().parts().get(1);
      replace(new Span(tokens.start(first), tokens.end(last)), by);
    }
    return true;
  }

  private int clause(int from, String... words) {
    for (int i = from; i < end; i++) {
      if (tokens.depth(i) == 0
          && tokens.isAny(i, words)
          && !tokens.isKind(i - 1, TokenKind.DOT)
          && !(tokens.is(i, "FROM") && tokens.is(i - 1, "DISTINCT"))) {
        return i;
      }
    }
    return end;
  }

  /** What RETURNING gives has the names that the view gives it. */
  private boolean returning(Dialect dialect) {
    int from = mySql ? end : clause(name, "RETURNING") + 1;
    boolean joined = clause(name, "FROM", "USING") < end;
    int start = from;
    for (int i = from; i <= end && from < end; i++) {
      if (i != end && !(tokens.depth(i) == 0 && tokens.isKind(i, TokenKind.COMMA))) {
        continue;
      }
      boolean star = tokens.isOperator(i - 1, "*") && (i - 1 == start || ofView(start));
      boolean alone = start == i - 1 || (start == i - 3 && tokens.isKind(i - 2, TokenKind.DOT));
      ViewColumn column = alone && tokens.isIdentifier(i - 1) ? column(i - 1) : null;
      if (star && i - 1 == start && joined) {
        return false;
      }
      if (star) {
        String all =
            view.columns().stream()
                .map(each -> value(each) + " AS " + dialect.quoteName(each.name()))
                .collect(Collectors.joining(", "));
        replace(new Span(tokens.start(start), tokens.end(i - 1)), all);
        for (int k = start; k < i; k++) {
          taken.add(k);
        }
      } else if (column != null && !same(column) && (start == i - 1 || ofView(start))) {
        String by = value(column) + " AS " + dialect.quoteName(column.name());
        replace(new Span(tokens.start(start), tokens.end(i - 1)), by);
        for (int k = start; k < i; k++) {
          taken.add(k);
        }
      }
      start = i + 1;
    }
    return true;
  }

  private boolean ofView(int token) {
    return tokens.isIdentifier(token) && names.alias(tokens.text(token)).equals(names.alias(alias));
  }

  private String value(ViewColumn column) {
    String value = column.value().of(alias);
    return column.column() == null ? "(" + value + ")" : value;
  }

  /**
   * Replaces the columns that are read, where they are not called the same.
   *
   * @return whether all were found
   */
  private boolean renamed() {
    if (sameNames()) {
      return true;
    }
    StatementText parsed = StatementText.parse(tokens.text(), tokens.rules());
    parsed.forEachNode(
        "Column",
        node -> {
          Span span = StatementText.span(node);
          int first = parsed.tokenAt(span.start());
          int last = parsed.tokenAt(span.end()) - 1;
          ViewColumn column = tokens.isIdentifier(last) ? column(last) : null;
          boolean alone = first == last && !SimpleView.inQuery(tokens, first);
          boolean ofView = last == first + 2 && ofView(first);
          if (column != null && !same(column) && !taken.contains(last) && (alone || ofView)) {
            replace(span, value(column));
            for (int i = first; i <= last; i++) {
              taken.add(i);
            }
          }
        });
    for (int i = name + 1; i < end; i++) {
      ViewColumn column = tokens.isIdentifier(i) && !taken.contains(i) ? column(i) : null;
      boolean elsewhere =
          tokens.is(i - 1, "AS") || (tokens.isKind(i - 1, TokenKind.DOT) && !ofView(i - 2));
      if (column != null && !same(column) && !elsewhere) {
        return false;
      }
    }
    return true;
  }

  private boolean sameNames() {
    return view.columns().stream().allMatch(this::same);
  }

  /** Whether a column is one of the table's with the same name. */
  private boolean same(ViewColumn column) {
    return column.column() != null
        && names.stored(column.column()).equals(names.stored(column.name()));
  }

  private @Nullable ViewColumn column(int token) {
    String written = names.stored(tokens.identifier(token));
    return view.columns().stream()
        .filter(column -> names.stored(column.name()).equals(written))
        .findFirst()
        .orElse(null);
  }

  private String unquoted(String written) {
    return names.alias(written);
  }
}
