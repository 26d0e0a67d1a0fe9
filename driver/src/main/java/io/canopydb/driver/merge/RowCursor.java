package io.canopydb.driver.merge;

import java.sql.SQLException;

/**
 * Rows, one after the other. Used by one thread. After an exception of {@link #next} it can only be
 * closed.
 */
public interface RowCursor extends AutoCloseable {

  /** Moves to the next row; false when there is none, and then the cursor has nothing more. */
  boolean next() throws SQLException;

  /** The row it stands on. Only after {@link #next} was true, and until its next call. */
  Row row();

  /** Gives back everything the cursor holds, leaf connections included. Idempotent. */
  @Override
  void close() throws SQLException;
}
