package io.canopydb.driver.session;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Bindings;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.RefusedFor;
import io.canopydb.driver.parse.LockingClause.LockingQuery;
import io.canopydb.driver.parse.MarkedParameters;
import io.canopydb.driver.parse.Shape;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.parse.WithText;
import io.canopydb.driver.plan.PlanNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A statement with queries in brackets that lock what they read, over several partitions: {@code
 * UPDATE job SET .. WHERE id IN (SELECT id FROM job .. FOR UPDATE SKIP LOCKED LIMIT 5)}. Each such
 * query is run by itself first, in the transaction of the statement; then the statement is run with
 * the rows in the query's place, while they are locked. One server, too, runs such a query once,
 * since it names nothing of what is around it. One that does is refused.
 *
 * <p>One instance runs one execution.
 */
final class LockingSteps implements StatementPlan {
  /** A column or a table is not known. */
  private static final Set<String> UNKNOWN_NAMES = Set.of("42703", "42P01", "42S22", "42S02");

  private final SessionState session;
  private final Statements statements;
  private final ReadStatement read;
  private final @Nullable Parameter[] parameters;
  private final Tokens tokens;

  private LockingSteps(
      SessionState session,
      Statements statements,
      ReadStatement read,
      @Nullable Parameter[] parameters) {
    this.session = session;
    this.statements = statements;
    this.read = read;
    this.parameters = parameters;
    this.tokens = read.shape().tokens();
  }

  /** The runner of a statement; null where it is none that is run so. */
  static @Nullable LockingSteps of(
      SessionState session,
      Statements statements,
      PlannedStatements planned,
      ReadStatement read,
      @Nullable Parameter[] parameters,
      ExecuteOptions options)
      throws SQLException {
    Shape shape = read.shape().shape();
    if (shape == null || read.shape().locking().isEmpty()) {
      return null;
    }
    Bindings bindings = new Bindings(shape, parameters, read.shape().allParameters());
    PlanNode root = planned.plan(read.shape(), shape, parameters).plan().root();
    Execution execution = planned.execution(bindings, options, read.prepared());
    if (!new RefusedFor(execution).refuses(root)) {
      return null;
    }
    LockingSteps steps = new LockingSteps(session, statements, read, parameters);
    return steps.namesCommonTables() ? null : steps;
  }

  /** Whether one of the queries names a common table of the statement, so that it is not alone. */
  private boolean namesCommonTables() {
    WithText with = WithText.of(tokens).orElse(null);
    if (with == null) {
      return false;
    }
    for (LockingQuery query : read.shape().locking()) {
      for (int i = query.open(); i < query.close(); i++) {
        int token = i;
        if (tokens.isIdentifier(i)
            && with.parts().stream()
                .anyMatch(
                    part ->
                        part.name().equals(tokens.identifier(token))
                            && part.body() - 1 != query.open())) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public Outcome run(ExecuteOptions options) throws SQLException {
    return session.transaction().atomically(() -> steps(options));
  }

  @Override
  public List<String> lines() throws SQLException {
    List<String> lines = new ArrayList<>();
    lines.add("Locks first: in one transaction");
    int step = 0;
    for (LockingQuery query : read.shape().locking()) {
      lines.add("  " + ++step + ". Rows that are locked, and stand in the statement as literals");
      ReadStatement locking =
          session.prepare(tokens.text(query.open() + 1, query.close() - 1), read.prepared());
      List<@Nullable Parameter> own =
          MarkedParameters.between(tokens, query.open(), query.close(), parameters);
      for (String line : statements.explained(locking, own.toArray(new @Nullable Parameter[0]))) {
        lines.add("    " + line);
      }
    }
    lines.add("  " + ++step + ". The statement");
    lines.add("    " + tokens.text().strip());
    return lines;
  }

  private Outcome steps(ExecuteOptions options) throws SQLException {
    StringBuilder sql = new StringBuilder();
    List<@Nullable Parameter> own = new ArrayList<>();
    int at = 0;
    for (LockingQuery query : read.shape().locking()) {
      KeptRows rows = locked(query, options);
      sql.append(between(at, query.open())).append('(').append(text(query, rows)).append(')');
      own.addAll(MarkedParameters.between(tokens, at, query.open(), parameters));
      at = query.close() + 1;
    }
    sql.append(between(at, tokens.size()));
    own.addAll(MarkedParameters.between(tokens, at, tokens.size(), parameters));
    return statements.execute(
        session.prepare(sql.toString(), read.prepared()),
        own.toArray(new @Nullable Parameter[0]),
        options);
  }

  /** What stands between two tokens, with the white space around. */
  private String between(int from, int to) {
    int start = from == 0 ? 0 : tokens.end(from - 1);
    int end = to == tokens.size() ? tokens.text().length() : tokens.start(to);
    return tokens.text().substring(start, end);
  }

  private KeptRows locked(LockingQuery query, ExecuteOptions options) throws SQLException {
    List<@Nullable Parameter> own =
        MarkedParameters.between(tokens, query.open(), query.close(), parameters);
    Outcome outcome;
    try {
      outcome =
          statements.execute(
              session.prepare(tokens.text(query.open() + 1, query.close() - 1), read.prepared()),
              own.toArray(new @Nullable Parameter[0]),
              options);
    } catch (SQLException e) {
      throw UNKNOWN_NAMES.contains(e.getSQLState())
          ? CanopyError.UNSUPPORTED.causedBy(
              e,
              "a query that locks rows of several partitions, and names columns or tables of the"
                  + " statement around it",
              "lock the rows by a statement of their own")
          : e;
    }
    if (outcome instanceof Outcome.Rows rows) {
      return KeptRows.of(rows, session.dialect());
    }
    throw CanopyError.INTERNAL.with("a query without rows");
  }

  /** As literals where they are compared with a column, so that they may choose partitions. */
  private String text(LockingQuery query, KeptRows rows) {
    int before = query.open() - 1;
    boolean compared =
        tokens.is(before, "IN")
            || (tokens.isOperator(before, "=")
                && rows.rows().size() == 1
                && !tokens.isKind(before - 1, TokenKind.CLOSE));
    String literals = compared ? rows.literals() : null;
    return literals == null ? rows.query() : literals;
  }
}
