package io.canopydb.driver.execute.write;

import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.SqlRenderer;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.metadata.model.Distribution;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The statements by which leaves get rows. */
final class InsertTexts {
  /** Rows of one leaf statement at most: enough that the round trip counts for little. */
  private static final int ROWS = 1_000;

  /** Parameters of one leaf statement at most; PostgreSQL's protocol counts them in 16 bits. */
  private static final int PARAMETERS = 30_000;

  private InsertTexts() {}

  /** How many rows one statement sends at most. */
  static int rowsPerStatement(PlacedRows insert) {
    int width = Math.max(1, insert.rows().get(0).cells().size());
    return Math.max(1, Math.min(ROWS, PARAMETERS / width));
  }

  /** The statements that send rows to one partition. */
  static List<LeafText> all(
      Execution execution, PlacedRows insert, List<InsertRow> rows, int partition)
      throws SQLException {
    List<Integer> all = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      all.add(i);
    }
    int most = rowsPerStatement(insert);
    List<LeafText> texts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += most) {
      List<Integer> chunk = all.subList(from, Math.min(all.size(), from + most));
      texts.add(of(execution, insert, rows, chunk, partition));
    }
    return texts;
  }

  /** The statement that sends one row to a partition. */
  static LeafText of(Execution execution, PlacedRows insert, InsertRow row, int partition)
      throws SQLException {
    return of(execution, insert, List.of(row), List.of(0), partition);
  }

  /** The statement that sends some of the rows to a partition. */
  static LeafText of(
      Execution execution,
      PlacedRows insert,
      List<InsertRow> rows,
      List<Integer> indices,
      int partition)
      throws SQLException {
    SqlRenderer renderer = execution.renderer();
    StringBuilder sql = new StringBuilder();
    List<Parameter> parameters = new ArrayList<>();
    renderer.append(insert.head(), partition, 0, sql, parameters);
    boolean first = true;
    for (int index : indices) {
      if (!first) {
        sql.append(", ");
      }
      first = false;
      InsertRow row = rows.get(index);
      SqlRenderer own =
          row.bindings() == execution.bindings() ? renderer : execution.renderer(row.bindings());
      row.append(own, sql, parameters);
    }
    renderer.append(insert.tail(), partition, 0, sql, parameters);
    return insert.table().distribution() instanceof Distribution.Reference
        ? new LeafText(sql.toString(), parameters)
        : new LeafText(sql.toString(), parameters, partition);
  }
}
