package io.canopydb.driver.session;

import io.canopydb.driver.execute.Aftermath;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.parse.SelectInto;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.driver.value.LeafValue;
import io.canopydb.metadata.model.Engine;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What MySQL's statements have beside a plan: SELECT .. INTO variables, SQL_CALC_FOUND_ROWS, and
 * what ROW_COUNT() and FOUND_ROWS() tell of them afterwards.
 */
final class MySqlStatements {
  private final SessionState session;
  private final SessionFacts facts;
  private final PlannedStatements planned;

  MySqlStatements(SessionState session, PlannedStatements planned) {
    this.session = session;
    this.facts = session.facts();
    this.planned = planned;
  }

  /** Runs one that a plan is made of. */
  Outcome run(ReadStatement read, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException {
    StatementShape shape = read.shape();
    SelectInto into = shape.into();
    if (into != null) {
      return noted(shape, into(read, into, parameters), 0);
    }
    if (shape.countsFound()) {
      return countingFound(read, parameters, options);
    }
    Outcome outcome = planned.run(read, parameters, options);
    return noted(shape, outcome, shape.query() ? offset(shape.tokens(), parameters) : 0);
  }

  /** Notes what a statement came to. */
  Outcome noted(StatementShape shape, Outcome outcome, long offset) {
    StatementKind kind = shape.kind();
    if (session.engine() != Engine.MYSQL || kind instanceof StatementKind.Execute) {
      return outcome;
    }
    if (outcome instanceof Outcome.Rows rows) {
      facts.rowCount(-1);
      return new Outcome.Rows(facts.counted(rows.cursor(), offset), rows.columns());
    }
    if (outcome instanceof Outcome.Several several) {
      noted(shape, several.results().get(several.results().size() - 1), offset);
      return outcome;
    }
    long count = ((Outcome.Updated) outcome).count();
    facts.rowCount(count);
    if (kind instanceof StatementKind.Update || shape.into() != null) {
      facts.foundRows(count);
    }
    return outcome;
  }

  /** The number of rows that LIMIT leaves out; the leaf has judged it already. */
  private static long offset(Tokens tokens, @Nullable Parameter[] parameters) {
    int limit = tokens.indexOfWord(0, "LIMIT", 0);
    if (limit < 0) {
      return 0;
    }
    int at =
        tokens.isKind(limit + 2, TokenKind.COMMA)
            ? limit + 1
            : tokens.is(limit + 2, "OFFSET") ? limit + 3 : -1;
    if (at < 0) {
      return 0;
    }
    Object value = tokens.text(at);
    if (tokens.isKind(at, TokenKind.PARAMETER)) {
      int number = 0;
      for (int i = 0; i < at; i++) {
        number += tokens.isKind(i, TokenKind.PARAMETER) ? 1 : 0;
      }
      Parameter parameter = number < parameters.length ? parameters[number] : null;
      value = parameter == null ? null : parameter.value();
    }
    try {
      return value == null ? 0 : new BigDecimal(value.toString().strip()).longValue();
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** SELECT .. INTO @a: the query without that clause, whose one row is kept in variables. */
  private Outcome into(ReadStatement read, SelectInto into, @Nullable Parameter[] parameters)
      throws SQLException {
    TextEdits edits = new TextEdits(read, parameters);
    edits.replace(into.first(), into.last(), "", List.of());
    TextEdits.Edited query = edits.apply(session);
    Outcome.Rows rows =
        (Outcome.Rows) planned.run(query.read(), query.parameters(), ExecuteOptions.DEFAULT);
    if (rows.columns().count() != into.names().size()) {
      rows.cursor().close();
      throw new SQLException(
          "The used SELECT statements have a different number of columns", "21000", 1222);
    }
    boolean more;
    try (RowCursor cursor = rows.cursor()) {
      if (!cursor.next()) {
        facts.warn(
            new Aftermath.Warning(
                "Warning", 1329, "02000", "No data - zero rows fetched, selected, or processed"));
        return new Outcome.Updated(0, null);
      }
      List<String> literals = new ArrayList<>();
      for (int i = 0; i < into.names().size(); i++) {
        literals.add(session.dialect().literal(LeafValue.plain(cursor.row().visible(i))));
      }
      SessionSettings settings = session.connections().settings();
      for (int i = 0; i < literals.size(); i++) {
        settings = settings.with(into.names().get(i), literals.get(i));
      }
      session.connections().settings(settings);
      more = cursor.next();
    }
    if (more) {
      throw new SQLException("Result consisted of more than one row", "42000", 1172);
    }
    return new Outcome.Updated(1, null);
  }

  /**
   * SQL_CALC_FOUND_ROWS: the query as if it did not have the word, and the number of rows that it
   * would give without LIMIT.
   */
  private Outcome countingFound(
      ReadStatement read, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException {
    Tokens tokens = read.shape().tokens();
    int word = StatementShape.foundWord(tokens);
    boolean bracketed = tokens.isKind(0, TokenKind.OPEN) && tokens.closing(0) == tokens.size() - 1;
    int depth = bracketed ? tokens.depth(word) : 0;
    int limit = tokens.indexOfWord(word, "LIMIT", depth);
    TextEdits without = new TextEdits(read, parameters);
    without.replace(word, word, "", List.of());
    TextEdits.Edited query = without.apply(session);
    if (limit < 0) {
      Outcome outcome = planned.run(query.read(), query.parameters(), options);
      return noted(query.read().shape(), outcome, 0);
    }
    TextEdits whole = new TextEdits(read, parameters);
    whole.replace(word, word, "", List.of());
    whole.replace(limit, end(tokens, limit), "", List.of());
    TextEdits.Edited all = whole.apply(session);
    long found = found(all);
    Outcome outcome = planned.run(query.read(), query.parameters(), options);
    facts.rowCount(-1);
    facts.foundRows(found);
    return outcome;
  }

  /** The last token of what LIMIT begins: that of the statement, or before a closing bracket. */
  private static int end(Tokens tokens, int limit) {
    int end = limit;
    while (end + 1 < tokens.size() && tokens.depth(end + 1) >= tokens.depth(limit)) {
      end++;
    }
    return end;
  }

  private long found(TextEdits.Edited all) throws SQLException {
    String sql = all.read().shape().sql();
    ReadStatement count =
        session.reading(
            "SELECT COUNT(*) FROM (" + sql + "\n) AS canopy_found", all.read().prepared());
    try {
      return (Long)
          OwnQueries.read(planned.run(count, all.parameters(), ExecuteOptions.DEFAULT))
              .get(0)
              .get(0);
    } catch (SQLException e) {
      if (e.getErrorCode() != 1060) {
        throw e;
      }
      // Two columns of one name, which no derived table may have: the rows are counted here.
      Outcome.Rows rows =
          (Outcome.Rows) planned.run(all.read(), all.parameters(), ExecuteOptions.DEFAULT);
      long found = 0;
      try (RowCursor cursor = rows.cursor()) {
        while (cursor.next()) {
          found++;
        }
      }
      return found;
    }
  }
}
