package io.canopydb.driver.execute.write;

import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafResult;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.driver.value.LeafValue;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has a leaf evaluate the cells that decide where a row lies, or that must be the same on all
 * leaves: all cells of a statement in one query, so that the present time is one instant in it.
 */
final class EvaluatedCells {
  private static final int CELLS = 500;

  private final Execution execution;

  EvaluatedCells(Execution execution) {
    this.execution = execution;
  }

  private record Place(InsertRow row, int cell) {}

  void evaluate(List<InsertRow> rows) throws SQLException {
    List<Place> places = new ArrayList<>();
    for (InsertRow row : rows) {
      for (int i = 0; i < row.cells().size(); i++) {
        if (row.cells().get(i) instanceof PlacedRows.EvaluatedCell) {
          places.add(new Place(row, i));
        }
      }
    }
    for (int from = 0; from < places.size(); from += CELLS) {
      query(places.subList(from, Math.min(places.size(), from + CELLS)));
    }
  }

  private void query(List<Place> places) throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT ");
    List<Parameter> parameters = new ArrayList<>();
    for (Place place : places) {
      if (!parameters.isEmpty() || sql.length() > "SELECT ".length()) {
        sql.append(", ");
      }
      PlacedRows.EvaluatedCell cell =
          (PlacedRows.EvaluatedCell) place.row().cells().get(place.cell());
      execution
          .renderer(place.row().bindings())
          .append(cell.sql(), 0, place.row().slotRow(), sql, parameters);
    }
    LeafText text = new LeafText(sql.toString(), parameters);
    execution.access().<@Nullable Void>askAny(leaf -> compute(leaf, text, places));
  }

  private @Nullable Void compute(Leaf leaf, LeafText text, List<Place> places) throws SQLException {
    SharedConnection connection = execution.acquire(leaf);
    try (LeafResult values =
        new LeafStatements(execution.streaming(0)).query(connection.retain(), text)) {
      values.next();
      for (int i = 0; i < places.size(); i++) {
        places.get(i).row().compute(places.get(i).cell(), LeafValue.plain(values.visible(i)));
      }
      return null;
    } finally {
      connection.release();
    }
  }
}
