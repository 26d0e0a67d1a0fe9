package io.canopydb.driver.session;

import io.canopydb.driver.dispatch.Dispatch;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Bindings;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.Written;
import io.canopydb.driver.execute.write.InsertRunner;
import io.canopydb.driver.execute.write.WriteBatchRunner;
import io.canopydb.driver.parse.Shape;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.driver.plan.OneOrManyWrite;
import io.canopydb.driver.plan.PlanNode;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One batch of a prepared statement. The rows of an INSERT, and those of an UPDATE or DELETE that
 * pin partitions, are sent together, grouped by leaf; others one after the other.
 */
final class Batch {
  private final SessionState session;
  private final Statements statements;
  private final PlannedStatements planned;
  private final ReadStatement read;
  private final ExecuteOptions options;

  Batch(
      SessionState session,
      Statements statements,
      PlannedStatements planned,
      ReadStatement read,
      ExecuteOptions options) {
    this.session = session;
    this.statements = statements;
    this.planned = planned;
    this.read = read;
    this.options = options;
  }

  List<Outcome.Updated> run(List<@Nullable Parameter[]> rows) throws SQLException {
    Shape shape = read.shape().shape();
    if (shape != null
        && rows.size() > 1
        && session.options().rewritesBatches()
        && read.shape().calls().isEmpty()
        && read.shape().assigned().isEmpty()
        && !(read.shape().kind() instanceof StatementKind.Merge)
        && !read.shape().tokens().is(0, "WITH")
        && !read.shape().query()) {
      try {
        planned.enter(read.shape().kind());
        List<Outcome.Updated> done =
            planned.<@Nullable List<Outcome.Updated>>resolved(
                /* reads= */ false, dispatch -> together(shape, rows, dispatch));
        if (done != null) {
          return done;
        }
      } catch (SqlSyntaxException e) {
        throw AsWritten.syntax(e);
      } catch (SQLException e) {
        SQLException told = session.asWritten().told(e, read.shape(), rows.get(0));
        throw failure(new long[0], session.transaction().noted(told));
      }
    }
    return inTurn(rows);
  }

  /** The rows, sent together; null where the plan has them come one after the other. */
  private @Nullable List<Outcome.Updated> together(
      Shape shape, List<@Nullable Parameter[]> rows, Dispatch dispatch) throws SQLException {
    PlanNode plan = planned.plan(read.shape(), shape, rows.get(0)).plan().root();
    dispatch.about(plan.getClass(), shape.text());
    if (plan instanceof InsertRows insert
        && !insert.placed().singly()
        && !insert.placed().givesRows()
        && insert.placed().rows().size() == 1
        && shape.rows().count() <= 1) {
      return inserted(shape, insert, rows, dispatch);
    }
    if (plan instanceof OneOrManyWrite choice && !choice.whole().givesRows()) {
      WriteBatchRunner batch = batch(shape, choice, rows, dispatch);
      return batch == null ? null : counted(batch.run());
    }
    return null;
  }

  /** The rows by leaf; null where one of them does not pin a partition. */
  private @Nullable WriteBatchRunner batch(
      Shape shape, OneOrManyWrite choice, List<@Nullable Parameter[]> rows, Dispatch dispatch)
      throws SQLException {
    WriteBatchRunner batch = null;
    for (@Nullable Parameter[] row : rows) {
      Bindings bindings = new Bindings(shape, row, read.shape().allParameters());
      Execution execution = planned.execution(bindings, options, true, dispatch);
      if (batch == null) {
        batch = new WriteBatchRunner(execution);
      }
      if (!batch.add(choice, execution)) {
        return null;
      }
    }
    return batch;
  }

  private List<Outcome.Updated> counted(long[] counts) {
    List<Outcome.Updated> updated = new ArrayList<>(counts.length);
    for (long count : counts) {
      updated.add(planned.outcome(new Written(count, null, 0)));
    }
    return updated;
  }

  private List<Outcome.Updated> inTurn(List<@Nullable Parameter[]> rows) throws SQLException {
    List<Outcome.Updated> done = new ArrayList<>(rows.size());
    for (@Nullable Parameter[] row : rows) {
      try {
        if (!(statements.execute(read, row, options) instanceof Outcome.Updated updated)) {
          throw CanopyError.WRONG_RESULT_KIND.with("of a batch gives rows", "run it by itself");
        }
        done.add(updated);
      } catch (SQLException e) {
        throw failure(done.stream().mapToLong(Outcome.Updated::count).toArray(), e);
      }
    }
    return done;
  }

  private List<Outcome.Updated> inserted(
      Shape shape, InsertRows insert, List<@Nullable Parameter[]> rows, Dispatch dispatch)
      throws SQLException {
    List<Bindings> sets = new ArrayList<>(rows.size());
    for (@Nullable Parameter[] row : rows) {
      sets.add(new Bindings(shape, row, read.shape().allParameters()));
    }
    Execution execution = planned.execution(sets.get(0), options, true, dispatch);
    Written written = new InsertRunner(execution).runBatch(insert, sets);
    planned.took(execution.aftermath());
    List<Outcome.Updated> counts = new ArrayList<>(rows.size());
    // The keys of all rows, in their order, hang on the first.
    counts.add(new Outcome.Updated(1, planned.outcome(written).generatedKeys()));
    for (int i = 1; i < rows.size(); i++) {
      counts.add(new Outcome.Updated(1, null));
    }
    return counts;
  }

  private static BatchUpdateException failure(long[] counts, SQLException e) {
    return new BatchUpdateException(e.getMessage(), e.getSQLState(), e.getErrorCode(), counts, e);
  }
}
