package io.canopydb.driver.execute.write;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.SentValue;
import io.canopydb.driver.execute.Written;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.execute.read.QueryRunner;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.plan.InsertCells;
import io.canopydb.driver.plan.PlacedRows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks for the values that subqueries over partitions give, then inserts the rows. */
final class InsertCellsRunner {
  private final Execution execution;

  InsertCellsRunner(Execution execution) {
    this.execution = execution;
  }

  Written run(InsertCells insert) throws SQLException {
    List<InsertRow> rows = new ArrayList<>();
    insert
        .rows()
        .placed()
        .rows()
        .forEach(row -> rows.add(new InsertRow(row, execution.bindings(), 0)));
    try (RowCursor values = new QueryRunner(execution.streaming(0)).open(insert.query())) {
      if (!values.next()) {
        throw CanopyError.INTERNAL.with("a query of single values without a row");
      }
      for (InsertRow row : rows) {
        for (int i = 0; i < row.cells().size(); i++) {
          if (row.cells().get(i) instanceof PlacedRows.QueriedCell cell) {
            row.compute(i, SentValue.of(values.row(), cell.column(), execution.dialect().engine()));
          }
        }
      }
    }
    return new InsertRunner(execution).run(insert.rows(), rows);
  }
}
