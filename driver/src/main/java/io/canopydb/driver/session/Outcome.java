package io.canopydb.driver.session;

import io.canopydb.driver.merge.RowCursor;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a statement came to. */
public sealed interface Outcome {

  /**
   * Rows. The receiver closes the cursor.
   *
   * @param cursor its rows are {@link io.canopydb.driver.execute.LeafRow}s (backed by a leaf's
   *     ResultSet that stands on the row) or {@link io.canopydb.driver.merge.ValuesRow}s
   * @param columns describes them
   */
  record Rows(RowCursor cursor, Columns columns) implements Outcome {}

  /**
   * A count of rows written.
   *
   * @param count as the engine counts
   * @param generatedKeys null when none were asked for
   */
  record Updated(long count, @Nullable Rows generatedKeys) implements Outcome {}

  /** The columns of a result, as the application sees them: hidden columns are not counted. */
  interface Columns {
    /** How many columns the application sees; they are the first ones of each row. */
    int count() throws SQLException;

    /** The engine's own description; may describe hidden columns beyond {@link #count}. */
    ResultSetMetaData metaData() throws SQLException;
  }
}
