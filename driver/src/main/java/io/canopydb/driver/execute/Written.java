package io.canopydb.driver.execute;

import io.canopydb.driver.merge.RowCursor;
import org.jspecify.annotations.Nullable;

/**
 * What a write came to.
 *
 * @param count rows, as the engine counts
 * @param rows what RETURNING gives, or the generated keys; null where none were asked for
 * @param firstId the first number that the cluster issued for it; 0 where it issued none
 */
public record Written(long count, @Nullable Described rows, long firstId) {

  /** Rows with their columns. */
  public record Described(RowCursor cursor, java.sql.ResultSetMetaData metaData) {}
}
