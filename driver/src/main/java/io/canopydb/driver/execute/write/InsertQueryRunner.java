package io.canopydb.driver.execute.write;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.SentValue;
import io.canopydb.driver.execute.Written;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.execute.read.QueryRunner;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.plan.InsertQuery;
import io.canopydb.driver.plan.ReadNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes what a query gives, read in whole before the first row is written. */
final class InsertQueryRunner {
  /** All rows are written by one statement, so that it is all or nothing; more must be cut up. */
  private static final int MOST_ROWS = 500_000;

  /** So that what is too much is noticed before it fills the memory. */
  private static final int ROWS_AT_A_TIME = 2_000;

  private final Execution execution;

  InsertQueryRunner(Execution execution) {
    this.execution = execution;
  }

  Written run(InsertQuery insert) throws SQLException {
    List<InsertRow> rows = new ArrayList<>();
    try (RowCursor source = open(insert.query())) {
      while (source.next()) {
        if (rows.size() == MOST_ROWS) {
          throw CanopyError.UNSUPPORTED.with(
              "INSERT .. SELECT of more than " + MOST_ROWS + " rows", "insert them part by part");
        }
        InsertRow row =
            new InsertRow(insert.rows().placed().rows().get(0), execution.bindings(), 0);
        for (int i = 0; i < insert.width(); i++) {
          row.compute(i, SentValue.of(source.row(), i, execution.dialect().engine()));
        }
        rows.add(row);
      }
    }
    if (rows.isEmpty()) {
      return new Written(0, null, 0);
    }
    return new InsertRunner(execution).run(insert.rows(), rows);
  }

  private RowCursor open(ReadNode query) throws SQLException {
    return new QueryRunner(execution.streaming(ROWS_AT_A_TIME)).open(query);
  }
}
