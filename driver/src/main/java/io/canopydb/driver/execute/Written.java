package io.canopydb.driver.execute;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
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
    long count, @Nullable DescribedRows rows, long firstId, Map<String, Long> issued) {

  public Written {
    issued = Map.copyOf(issued);
  }

  /** A write that took from no sequence. */
  public Written(long count, @Nullable DescribedRows rows, long firstId) {
    this(count, rows, firstId, Map.of());
  }

  public Written withIssued(Map<String, Long> last) {
    return new Written(count, rows, firstId, last);
  }

  /** It gives back, as MySQL's JDBC does, the number that LAST_INSERT_ID(expression) gave. */
  public Written withAssignedId(Execution execution) throws SQLException {
    boolean asked =
        !(execution.options().generatedKeys() instanceof ExecuteOptions.GeneratedKeys.None);
    OptionalLong id = execution.aftermath().assignedId();
    return rows == null && asked && count > 0 && id.isPresent()
        ? new Written(count, GeneratedKeyRows.of(List.of(id.getAsLong())), firstId, issued)
        : this;
  }
}
