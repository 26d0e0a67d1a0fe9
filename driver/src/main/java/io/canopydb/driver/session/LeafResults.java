package io.canopydb.driver.session;

import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.merge.ValuesCursor;
import io.canopydb.driver.merge.ValuesRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a leaf gives for a text: mostly one result, and several for CALL. In memory. */
final class LeafResults {
  private LeafResults() {}

  /** Executes it, and reads what it gives. */
  static Outcome of(PreparedStatement statement, ExecuteOptions options) throws SQLException {
    List<Outcome> results = new ArrayList<>();
    boolean rows = statement.execute();
    long count = rows ? -1 : statement.getLargeUpdateCount();
    while (rows || count >= 0) {
      results.add(rows ? rows(statement, options) : new Outcome.Updated(count, null));
      rows = statement.getMoreResults();
      count = rows ? -1 : statement.getLargeUpdateCount();
    }
    return switch (results.size()) {
      case 0 -> new Outcome.Updated(0, null);
      case 1 -> results.get(0);
      default -> new Outcome.Several(results);
    };
  }

  private static Outcome rows(PreparedStatement statement, ExecuteOptions options)
      throws SQLException {
    long most = options.maxRows() == 0 ? Long.MAX_VALUE : options.maxRows();
    try (ResultSet rows = statement.getResultSet()) {
      List<ValuesRow> copied = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (copied.size() < most && rows.next()) {
        @Nullable Object[] values = new Object[columns];
        for (int c = 0; c < columns; c++) {
          values[c] = rows.getObject(c + 1);
        }
        copied.add(new ValuesRow(values));
      }
      return new Outcome.Rows(new ValuesCursor(copied), new ResultColumns(rows.getMetaData(), -1));
    }
  }
}
