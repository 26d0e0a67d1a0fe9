package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Analysis;
import io.canopydb.driver.analyse.Names;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.PostgreSqlDialect;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.planner.ResultTypes.ResultType;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * RETURNING of a write whose rows a query finds. What a row's own columns tell, the write gives.
 * What other tables tell, which may lie elsewhere, the query gives before: like the engine, which
 * reads them as they were when the statement began. The row itself stands in it as it will be:
 * {@code RETURNING (SELECT label FROM region r WHERE r.id = t.region)} behind {@code SET region =
 * region + 1} becomes the cell {@code (SELECT (SELECT label ..) FROM (SELECT t.id AS id,
 * CAST((region + 1) AS integer) AS region) AS t)}. The write then returns what is in the cell.
 */
final class ReturnedList {
  private final Question question;
  private final WriteText text;
  private final Table table;
  private final String alias;
  private final boolean alone;
  private final Names names;
  private final Tokens tokens;
  private final Map<String, WriteText.Assignment> set = new HashMap<>();
  private final LeafSql.Builder out = new LeafSql.Builder();
  private String separator = "";
  private boolean foretold;

  /**
   * Reads nothing yet.
   *
   * @param table the table that is written
   * @param alias how the statement names it
   * @param alone whether it is the only table outside of subqueries
   */
  ReturnedList(Question question, WriteText text, Table table, String alias, boolean alone) {
    this.question = question;
    this.text = text;
    this.table = table;
    this.alias = alias;
    this.alone = alone;
    this.names = new Names(question.dialect().engine());
    this.tokens = question.text().tokens();
    for (WriteText.Assignment assignment : text.assignments()) {
      int last = question.text().tokenAt(assignment.column().end()) - 1;
      set.put(names.stored(tokens.identifier(last)), assignment);
    }
  }

  /** A type as CAST names it. */
  static String type(ResultType type, Dialect dialect) {
    String name = PostgreSqlDialect.type(type.typeName());
    return name.contains("\"") ? name : dialect.quoteName(name);
  }

  /** Whether cells tell of rows as an UPDATE will leave them. */
  boolean foretold() {
    return foretold;
  }

  /**
   * The list as each row's write has it.
   *
   * @param cells what the query selects; the list adds to it
   * @return null where it has a form that can't be given so
   */
  @Nullable LeafSql build(List<String> cells) throws SQLException {
    Span list = text.returning();
    if (list == null) {
      return null;
    }
    if (alone && !hasSubquery(list)) {
      return question.onPartition().atOneInstant().build(list);
    }
    List<ResultType> types = question.types().of(question.shellSql());
    int at = 0;
    for (Span item : parts(list)) {
      int first = question.text().tokenAt(item.start());
      int last = question.text().tokenAt(item.end()) - 1;
      if (tokens.isOperator(first, "*") || tokens.isOperator(last, "*")) {
        List<String> sources = first == last ? sources() : List.of(tokens.text(first, last - 2));
        if (sources == null) {
          return null;
        }
        for (String source : sources) {
          if (ofTarget(source)) {
            ofWrite(LeafSql.of(alias + ".*"));
            at += table.columns().size();
          } else {
            for (ResultType column : columns(source)) {
              String name = source + "." + question.dialect().quoteName(column.label());
              ofQuery(name, column, cells);
              at++;
            }
          }
        }
      } else if (isColumn(first, last) || (alone && !hasSubquery(item))) {
        ofWrite(question.onPartition().atOneInstant().build(item));
        at++;
      } else {
        String expression = at < types.size() ? expression(item) : null;
        if (expression == null || types.get(at).typeName().equals("record")) {
          return null;
        }
        ofQuery(expression, types.get(at), cells);
        at++;
      }
    }
    return at == types.size() ? out.build() : null;
  }

  private void ofWrite(LeafSql item) {
    out.text(separator).all(item);
    separator = ", ";
  }

  private void ofQuery(String expression, ResultType type, List<String> cells) {
    foretold |= !set.isEmpty();
    String text =
        type.typeName().equals("bpchar")
            ? "textin(bpcharout(" + expression + "))"
            : "CAST(" + expression + " AS text)";
    ofWrite(
        new LeafSql.Builder()
            .text("CAST(")
            .part(new LeafSql.RowValue(cells.size()))
            .text(" AS " + type(type, question.dialect()) + ") AS ")
            .text(question.dialect().quoteName(type.label()))
            .build());
    cells.add(text);
  }

  /** {@code t.a}, or {@code a} where that can only be the table's; with or without another name. */
  private boolean isColumn(int first, int last) {
    int end = tokens.is(last - 1, "AS") ? last - 2 : last;
    if (!tokens.isIdentifier(first)) {
      return false;
    }
    return first == end
        ? table.columns().stream().anyMatch(column -> same(column, first))
        : end == first + 2
            && tokens.isKind(first + 1, TokenKind.DOT)
            && ofTarget(tokens.text(first));
  }

  private boolean same(Column column, int token) {
    return names.stored(column.name()).equals(names.stored(tokens.identifier(token)));
  }

  private boolean ofTarget(String source) {
    return identifier(source).equals(identifier(alias));
  }

  private String identifier(String written) {
    Tokens name = Lexer.lex(written, tokens.rules());
    return name.identifier(name.size() - 1);
  }

  /** An item with the row as it will be; null where that is not known. */
  private @Nullable String expression(Span item) {
    String written = item.of(tokens.text());
    Set<String> named = new HashSet<>();
    int end = question.text().tokenAt(item.end());
    for (int i = question.text().tokenAt(item.start()); i < end; i++) {
      if (tokens.isIdentifier(i)) {
        named.add(names.stored(tokens.identifier(i)));
      }
    }
    boolean system =
        question.systemColumns().stream().anyMatch(column -> item.contains(column.span()));
    boolean computed =
        table.columns().stream()
            .anyMatch(column -> column.generated() && named.contains(names.stored(column.name())));
    if (!set.isEmpty() && (system || computed)) {
      return null;
    }
    if (set.keySet().stream().noneMatch(named::contains)) {
      return "(SELECT " + written + ")";
    }
    List<String> row = new ArrayList<>();
    for (Column column : table.columns()) {
      String name = question.dialect().quoteName(column.name());
      WriteText.Assignment assignment = set.get(names.stored(column.name()));
      String value = alias + "." + name;
      if (assignment != null && named.contains(names.stored(column.name()))) {
        value = assignment.value().of(tokens.text());
        if (assignment.ofRow()
            || value.equalsIgnoreCase("DEFAULT")
            || VolatileFunctions.anyIn(Lexer.lex(value, tokens.rules()))) {
          return null;
        }
        value = "CAST((" + value + ") AS " + column.type() + ")";
      }
      row.add(value + " AS " + name);
    }
    return "(SELECT " + written + " FROM (SELECT " + String.join(", ", row) + ") AS " + alias + ")";
  }

  /** The names of all tables, the written one first; null where that is not sure. */
  private @Nullable List<String> sources() {
    List<String> found = new ArrayList<>();
    found.add(alias);
    Span sources = alone ? null : text.sources();
    for (Span source : sources == null ? List.<Span>of() : parts(sources)) {
      int last = question.text().tokenAt(source.end()) - 1;
      for (int i = question.text().tokenAt(source.start()); i < last; i++) {
        if (tokens.is(i, "JOIN") && tokens.depth(i) == tokens.depth(last)) {
          return null;
        }
      }
      int name = tokens.isKind(last, TokenKind.CLOSE) ? tokens.closing(last) - 1 : last;
      if (!tokens.isIdentifier(name) || tokens.start(name) < source.start()) {
        return null;
      }
      found.add(tokens.text(name));
    }
    return found;
  }

  private List<ResultType> columns(String source) throws SQLException {
    Span with = text.with();
    Span sources = text.sources();
    String select =
        (with == null ? "" : with.of(tokens.text()) + " ")
            + ("SELECT " + source + ".* FROM ")
            + (sources == null ? "" : sources.of(tokens.text()));
    StatementText described = StatementText.parse(select, tokens.rules());
    Analysis analysis = Analysis.of(described, question.catalogue(), question.aggregates());
    return question.types().of(question.about(described, analysis).shellSql());
  }

  /** What commas part. */
  private List<Span> parts(Span list) {
    List<Span> parts = new ArrayList<>();
    int start = question.text().tokenAt(list.start());
    int end = question.text().tokenAt(list.end());
    for (int i = start; i <= end; i++) {
      if (i == end || (tokens.depth(i) == 0 && tokens.isKind(i, TokenKind.COMMA))) {
        parts.add(new Span(tokens.start(start), tokens.end(i - 1)));
        start = i + 1;
      }
    }
    return parts;
  }

  private boolean hasSubquery(Span part) {
    int end = question.text().tokenAt(part.end());
    for (int i = question.text().tokenAt(part.start()); i < end; i++) {
      if (tokens.is(i, "SELECT")) {
        return true;
      }
    }
    return false;
  }
}
