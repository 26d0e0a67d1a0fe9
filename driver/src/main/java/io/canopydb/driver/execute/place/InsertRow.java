package io.canopydb.driver.execute.place;

import io.canopydb.driver.execute.Bindings;
import io.canopydb.driver.execute.ObjectParameter;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.SqlRenderer;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.driver.plan.PlacedRows.Cell;
import io.canopydb.metadata.placement.ValueSource;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of an INSERT in one execution. Used by one thread. */
public final class InsertRow {
  private final PlacedRows.Row template;
  private final Bindings bindings;
  private final int slotRow;

  /** Values that were computed before the row is sent, by cell. */
  private final Map<Integer, Parameter> computed = new HashMap<>(2);

  public InsertRow(PlacedRows.Row template, Bindings bindings, int slotRow) {
    this.template = template;
    this.bindings = bindings;
    this.slotRow = slotRow;
  }

  public List<Cell> cells() {
    return template.cells();
  }

  public Bindings bindings() {
    return bindings;
  }

  public int slotRow() {
    return slotRow;
  }

  public void compute(int cell, @Nullable Object value) {
    computed.put(cell, new ObjectParameter(value));
  }

  public void compute(int cell, Parameter value) {
    computed.put(cell, value);
  }

  public @Nullable Parameter computed(int cell) {
    return computed.get(cell);
  }

  /** The value of a cell; only of one that has a value here. */
  public @Nullable Object value(int cell) throws SQLException {
    Parameter parameter = computed.get(cell);
    if (parameter != null) {
      return parameter.value();
    }
    return template.cells().get(cell) instanceof PlacedRows.SlotCell slot
        ? bindings.value(slot.number(), slotRow)
        : null;
  }

  /** Whether a cell is NULL; only of one that has a value here. */
  public boolean isNull(int cell) throws SQLException {
    return value(cell) == null;
  }

  /** The row of some of its cells. */
  public InsertRow of(List<Integer> picked) {
    InsertRow row =
        new InsertRow(
            new PlacedRows.Row(picked.stream().map(template.cells()::get).toList()),
            bindings,
            slotRow);
    for (int i = 0; i < picked.size(); i++) {
      Parameter value = computed.get(picked.get(i));
      if (value != null) {
        row.compute(i, value);
      }
    }
    return row;
  }

  ValueSource source(int cell) throws SQLException {
    return !computed.containsKey(cell)
            && template.cells().get(cell) instanceof PlacedRows.SlotCell slot
        ? bindings.source(slot.number(), slotRow)
        : ValueSource.PARAMETER;
  }

  /** Appends the row with its brackets. */
  public void append(SqlRenderer renderer, StringBuilder out, List<Parameter> parameters)
      throws SQLException {
    out.append('(');
    for (int i = 0; i < template.cells().size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      Parameter value = computed.get(i);
      Cell cell = template.cells().get(i);
      if (value != null) {
        out.append('?');
        parameters.add(value);
      } else if (cell instanceof PlacedRows.SlotCell slot) {
        renderer.slot(slot.number(), slotRow, out, parameters);
      } else if (cell instanceof PlacedRows.NullCell) {
        out.append("NULL");
      } else if (cell instanceof PlacedRows.TextCell text) {
        renderer.append(text.sql(), 0, slotRow, out, parameters);
      } else {
        throw new IllegalStateException("a cell without a value: " + cell);
      }
    }
    out.append(')');
  }
}
