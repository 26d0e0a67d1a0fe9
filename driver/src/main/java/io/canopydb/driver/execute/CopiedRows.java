package io.canopydb.driver.execute;

import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.merge.ValuesCursor;
import io.canopydb.driver.merge.ValuesRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows read at once, where the connection that they came by is wanted for something else. */
public final class CopiedRows {
  private CopiedRows() {}

  /** Reads all rows, and closes their source. */
  public static ValuesCursor of(RowCursor source, int columns) throws SQLException {
    try (source) {
      List<ValuesRow> rows = new ArrayList<>();
      while (source.next()) {
        @Nullable Object[] values = new Object[columns];
        for (int i = 0; i < columns; i++) {
          values[i] = source.row().visible(i);
        }
        rows.add(new ValuesRow(values));
      }
      return new ValuesCursor(rows);
    }
  }
}
