package io.canopydb.driver.execute.read;

import io.canopydb.driver.merge.Row;
import io.canopydb.driver.merge.RowCursor;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows, and what is to be done when they are closed, once, whether closing them fails or not. */
abstract class RowsThenEnd implements RowCursor {
  private final RowCursor rows;
  private boolean closed;

  RowsThenEnd(RowCursor rows) {
    this.rows = rows;
  }

  /**
   * Ends what the rows were made of.
   *
   * @param because what failed before, which gets what fails here
   */
  abstract void end(@Nullable Exception because) throws SQLException;

  @Override
  public final boolean next() throws SQLException {
    return rows.next();
  }

  @Override
  public final Row row() {
    return rows.row();
  }

  @Override
  public final void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      rows.close();
    } catch (SQLException | RuntimeException e) {
      end(e);
      throw e;
    }
    end(null);
  }
}
