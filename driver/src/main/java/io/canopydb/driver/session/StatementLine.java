package io.canopydb.driver.session;

import io.canopydb.driver.dispatch.ActiveStatements;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The straight line of one session from a statement that was read to its outcome: it enters the
 * transaction; it is one of several steps, or the functions of the session in it are answered; then
 * it has a plan over partitions, or one of its own, which is run; and what the session is to know
 * of it is noted.
 */
final class StatementLine implements Statements {
  private final SessionState session;
  private final PlannedStatements planned;
  private final ActiveStatements active;
  private final MySqlStatements ofMySql;

  StatementLine(SessionState session, PlannedStatements planned, ActiveStatements active) {
    this.session = session;
    this.planned = planned;
    this.active = active;
    this.ofMySql = new MySqlStatements(session, planned);
  }

  @Override
  public Outcome execute(
      Session.Prepared statement, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException {
    ReadStatement read = (ReadStatement) statement;
    try (ActiveStatements.Scope running = active.begin(options.queryTimeoutSeconds())) {
      planned.enter(read.shape().kind());
      session.facts().begin();
      boolean failed = session.transaction().status() == TransactionStatus.FAILED;
      Outcome outcome = told(read, parameters, options);
      session.facts().end(ShownWarnings.asked(read.shape().tokens()));
      Outcome said = completed(read.shape(), outcome, failed);
      return active.nested()
          ? said
          : StreamedRows.held(said, options, session.hold(), session.facts());
    }
  }

  /** What is done by several statements is said as the one that the user sent. */
  private Outcome completed(StatementShape shape, Outcome outcome, boolean failed) {
    Completion within = outcome.completion();
    CommandTag tag =
        shape.kind() instanceof StatementKind.Execute
            ? new CommandTag(within.command(), within.counts())
            : CommandTag.of(shape, failed);
    return outcome.with(
        new Completion(
            tag.command(),
            tag.counts(),
            session.facts().insertId(),
            (int) session.facts().warningCount(),
            session.transaction().status(),
            shape.kind() instanceof StatementKind.Update
                ? session.facts().changed()
                : OptionalLong.empty()));
  }

  private Outcome told(ReadStatement read, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException {
    try {
      StatementPlan steps = steps(read, parameters, options);
      return steps == null ? answered(read, parameters, options) : steps.run(options);
    } catch (SqlSyntaxException e) {
      throw AsWritten.syntax(e);
    } catch (SQLException e) {
      SQLException told =
          session.transaction().noted(session.asWritten().told(e, read.shape(), parameters));
      session.facts().failed(told);
      throw told;
    }
  }

  /** The plan of a statement that is run as several in one transaction; null of others. */
  private @Nullable StatementPlan steps(
      ReadStatement read, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException {
    if (read.shape().shape() == null) {
      return null;
    }
    StatementPlan writing = WritingWith.of(session, this, read, parameters);
    if (writing != null) {
      return writing;
    }
    StatementPlan merge = MergeSteps.of(session, this, read, parameters);
    if (merge != null) {
      return merge;
    }
    StatementPlan throughView = ViewWrites.of(session, this, read, parameters);
    return throughView != null
        ? throughView
        : QueriesFirst.of(session, this, planned, read, parameters, options);
  }

  /** Runs it with the functions of the session answered. */
  private Outcome answered(
      ReadStatement read, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException {
    if (read.shape().calls().isEmpty()) {
      return sent(read, parameters, options);
    }
    TextEdits.Edited edited = answers(read, parameters);
    return sent(edited.read(), edited.parameters(), options);
  }

  private TextEdits.Edited answers(ReadStatement read, @Nullable Parameter[] parameters)
      throws SQLException {
    return new SessionCalls(session, new OwnQueries(session, this)).answered(read, parameters);
  }

  private Outcome sent(ReadStatement read, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException {
    StatementShape shape = read.shape();
    if (shape.shape() == null) {
      Outcome outcome =
          new StatementPlans(session, this, planned, shape, parameters).plan().run(options);
      return ofMySql.noted(shape, outcome, 0);
    }
    if (session.engine() == Engine.POSTGRESQL) {
      return planned.run(read, parameters, options);
    }
    return ofMySql.run(read, parameters, options);
  }

  // EXPLAIN

  @Override
  public List<String> explained(ReadStatement read, @Nullable Parameter[] parameters)
      throws SQLException {
    StatementPlan steps = steps(read, parameters, ExecuteOptions.DEFAULT);
    if (steps != null) {
      return steps.lines();
    }
    return read.shape().shape() == null
        ? new StatementPlans(session, this, planned, read.shape(), parameters).plan().lines()
        : planned.explained(read, parameters);
  }

  @Override
  public List<String> analyzed(ReadStatement read, @Nullable Parameter[] parameters)
      throws SQLException {
    boolean ofOnePlan =
        read.shape().shape() != null && steps(read, parameters, ExecuteOptions.DEFAULT) == null;
    return ofOnePlan ? planned.analyzed(read, parameters) : List.of();
  }

  @Override
  public Outcome explainedByEngine(
      ReadStatement read, @Nullable Parameter[] parameters, String wishes) throws SQLException {
    return planned.explainedByEngine(read, parameters, wishes);
  }
}
