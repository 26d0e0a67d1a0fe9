package io.canopydb.driver.front;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.LeafRow;
import io.canopydb.driver.merge.Row;
import io.canopydb.driver.merge.ValuesRow;
import io.canopydb.driver.session.Outcome;
import io.canopydb.driver.value.Cells;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one result where they lie: of a leaf's row by the leaf's own driver, of a row
 * that was computed as that would. Columns are counted from 1.
 */
public final class RowReader {
  private final Cells cells;

  public RowReader(Engine engine, Outcome.Columns columns) {
    this.cells = new Cells(engine, columns::metaData);
  }

  /** A value as text; null for NULL. */
  public @Nullable String text(Row row, int column) throws SQLException {
    if (row instanceof LeafRow leaf) {
      return leaf.resultSet().getString(column);
    }
    Object cell = computed(row, column);
    return cell == null ? null : cells.text(cell, column);
  }

  /** A value as bytes: of a text, as UTF-8; null for NULL. */
  public byte @Nullable [] bytes(Row row, int column) throws SQLException {
    if (row instanceof LeafRow leaf) {
      return leaf.resultSet().getBytes(column);
    }
    Object cell = computed(row, column);
    return cell == null ? null : cells.bytes(cell, column);
  }

  /** A value as the object that the engine's driver makes of it; null for NULL. */
  public @Nullable Object object(Row row, int column) throws SQLException {
    if (row instanceof LeafRow leaf) {
      return leaf.resultSet().getObject(column);
    }
    Object cell = computed(row, column);
    return cell == null ? null : Cells.value(cell);
  }

  private static @Nullable Object computed(Row row, int column) throws SQLException {
    if (row instanceof ValuesRow values) {
      return values.values()[column - 1];
    }
    throw CanopyError.INTERNAL.with("a row of " + row.getClass().getName());
  }
}
