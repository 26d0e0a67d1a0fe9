package io.canopydb.driver.execute.write;

import io.canopydb.driver.execute.Bindings;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.Written;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.plan.InsertRows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs an INSERT or REPLACE of rows, or a batch of them. One instance runs one execution. */
public final class InsertRunner {
  private static final int ATTEMPTS = 5;

  private final Execution execution;
  private final InsertSender sender;

  public InsertRunner(Execution execution) {
    this.execution = execution;
    this.sender = new InsertSender(execution);
  }

  /** Runs the rows of one statement. */
  public Written run(InsertRows insert) throws SQLException {
    int repeated = execution.bindings().shape().rows().count();
    List<InsertRow> rows = new ArrayList<>(Math.max(repeated, insert.placed().rows().size()));
    if (repeated > 0) {
      for (int i = 0; i < repeated; i++) {
        rows.add(new InsertRow(insert.placed().rows().get(0), execution.bindings(), i));
      }
    } else {
      insert.placed().rows().forEach(row -> rows.add(new InsertRow(row, execution.bindings(), 0)));
    }
    return run(insert, rows);
  }

  /** Runs one row for each set of parameters, as if they were one statement. */
  public Written runBatch(InsertRows insert, List<Bindings> sets) throws SQLException {
    List<InsertRow> rows = new ArrayList<>(sets.size());
    sets.forEach(set -> rows.add(new InsertRow(insert.placed().rows().get(0), set, 0)));
    return run(insert, rows);
  }

  /** Runs rows whose cells all have a value: a String, bytes, or null. */
  public Written runValues(InsertRows insert, List<List<@Nullable Object>> values)
      throws SQLException {
    List<InsertRow> rows = new ArrayList<>(values.size());
    for (List<@Nullable Object> cells : values) {
      InsertRow row = new InsertRow(insert.placed().rows().get(0), execution.bindings(), 0);
      for (int i = 0; i < cells.size(); i++) {
        row.compute(i, cells.get(i));
      }
      rows.add(row);
    }
    return run(insert, rows);
  }

  Written run(InsertRows insert, List<InsertRow> rows) throws SQLException {
    if (insert.upsert() != null) {
      return new UpsertRunner(execution, sender, insert, rows.size()).run(rows);
    }
    new EvaluatedCells(execution).evaluate(rows);
    Map<String, Long> taken = new SequenceCells(execution, insert.placed()).issue(rows);
    IssuedIds issued = new IssuedIds(execution, insert.placed(), rows);
    for (int attempt = 1; ; attempt++) {
      long firstId = issued.issue();
      try {
        boolean numbered = issued.needed() > 0;
        Written written =
            sender.send(
                insert.placed(), insert.lookups(), rows, firstId, /* mayComeAgain= */ numbered);
        issued.last(taken);
        return written.withIssued(taken);
      } catch (SQLException e) {
        if (sender.lookupViolated()
            || issued.needed() == 0
            || attempt == ATTEMPTS
            || !execution.dialect().errors().duplicateKey(e)
            || !issued.skip()) {
          throw e;
        }
      }
    }
  }
}
