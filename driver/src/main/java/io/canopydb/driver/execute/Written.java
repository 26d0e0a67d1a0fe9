package io.canopydb.driver.execute;

import io.canopydb.driver.merge.RowCursor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a write came to.
 *
 * @param count rows, as the engine counts
 * @param rows what RETURNING gives, or the generated keys; null where none were asked for
 * @param firstId the first number that the cluster issued for it; 0 where it issued none
 * @param issued the last value of each sequence that it took from: of a sequence, or of {@code
 *     table.column}
 */
public record Written(
    long count, @Nullable Described rows, long firstId, Map<String, Long> issued) {

  public Written {
    issued = Map.copyOf(issued);
  }

  /** A write that took from no sequence. */
  public Written(long count, @Nullable Described rows, long firstId) {
    this(count, rows, firstId, Map.of());
  }

  Written withIssued(Map<String, Long> last) {
    return new Written(count, rows, firstId, last);
  }

  /** Rows with their columns. */
  public record Described(RowCursor cursor, java.sql.ResultSetMetaData metaData) {}
}
