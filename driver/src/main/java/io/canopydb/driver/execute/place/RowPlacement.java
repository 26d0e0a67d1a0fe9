package io.canopydb.driver.execute.place;

import io.canopydb.driver.dialect.PostgreSqlError;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.metadata.placement.KeyValue;
import io.canopydb.metadata.placement.ShardKey;
import io.canopydb.metadata.placement.ValueSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the partition of each row by the value that the engine will store in its shard key. */
public final class RowPlacement {
  private final Execution execution;
  private final PlacedRows insert;
  private final ShardKey key;

  public RowPlacement(Execution execution, PlacedRows insert) {
    this.execution = execution;
    this.insert = insert;
    this.key = java.util.Objects.requireNonNull(insert.key());
  }

  public int[] partitions(List<InsertRow> rows, int partitions) throws SQLException {
    int[] found = new int[rows.size()];
    List<Integer> asked = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      found[i] = partition(rows.get(i), partitions, /* refuses= */ true);
      if (found[i] == ShardKey.UNKNOWN) {
        asked.add(i);
      }
    }
    if (!asked.isEmpty()) {
      int[] answers = new StoredKeys(execution, insert).partitions(rows, asked, partitions);
      for (int i = 0; i < answers.length; i++) {
        found[asked.get(i)] = answers[i];
      }
    }
    return found;
  }

  /** As far as it is known without asking a leaf; UNKNOWN else, also of what can't be stored. */
  public int[] known(List<InsertRow> rows, int partitions) throws SQLException {
    int[] found = new int[rows.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = partition(rows.get(i), partitions, /* refuses= */ false);
    }
    return found;
  }

  private int partition(InsertRow row, int partitions, boolean refuses) throws SQLException {
    List<Integer> positions = insert.keyPositions();
    if (positions.size() == 1) {
      Object value = row.value(positions.get(0));
      if ((value instanceof Long || value instanceof Integer)
          && row.source(positions.get(0)) != ValueSource.CONVERTED_PARAMETER
          && inRange(value)) {
        int partition = key.partition(((Number) value).longValue(), partitions);
        if (partition != ShardKey.UNKNOWN) {
          return partition;
        }
      }
    }
    List<Object> canonical = new ArrayList<>(positions.size());
    for (int i = 0; i < positions.size(); i++) {
      int cell = positions.get(i);
      Object value = value(row, cell);
      KeyValue stored = key.toStore(i, value, row.source(cell));
      if (stored instanceof KeyValue.Known known) {
        canonical.add(known.canonical());
      } else if (refuses && !insert.ignore() && stored instanceof KeyValue.Invalid invalid) {
        throw invalid(i, invalid);
      } else {
        return ShardKey.UNKNOWN;
      }
    }
    return key.partition(canonical, partitions);
  }

  /** What is out of the column's range is clamped or refused, which only the key's type tells. */
  private boolean inRange(Object value) {
    return key.toStore(0, value, ValueSource.PARAMETER) instanceof KeyValue.Known known
        && known.canonical() instanceof Long stored
        && stored == ((Number) value).longValue();
  }

  private static @Nullable Object value(InsertRow row, int cell) throws SQLException {
    return row.value(cell);
  }

  private SQLException invalid(int index, KeyValue.Invalid invalid) {
    String column = key.columns().get(index).name();
    SQLException error =
        CanopyError.SHARD_KEY_VALUE.with(
            column, insert.table().column(column).map(c -> c.type()).orElse("?"), invalid.reason());
    SQLException engines = asEngine(column, invalid);
    if (engines != null) {
      return engines;
    }
    return invalid.sqlState().startsWith("23")
        ? new java.sql.SQLIntegrityConstraintViolationException(
            error.getMessage(), invalid.sqlState(), error.getErrorCode())
        : new java.sql.SQLDataException(
            error.getMessage(), invalid.sqlState(), error.getErrorCode());
  }

  /** The words that an engine has for what users often meet; null for others. */
  private @Nullable SQLException asEngine(String column, KeyValue.Invalid invalid) {
    boolean missing = invalid.sqlState().startsWith("23");
    return switch (execution.dialect().engine()) {
      case MYSQL ->
          missing
              ? new java.sql.SQLIntegrityConstraintViolationException(
                  "Column '" + column + "' cannot be null", invalid.sqlState(), 1048)
              : null;
      case POSTGRESQL -> {
        String type = insert.table().column(column).map(c -> c.type()).orElse("?");
        yield missing
            ? PostgreSqlError.saying(
                invalid.sqlState(),
                "null value in column \"%s\" of relation \"%s\" violates not-null constraint"
                    .formatted(column, insert.table().name()))
            : invalid.sqlState().equals("22003")
                ? PostgreSqlError.saying(invalid.sqlState(), type + " out of range")
                : null;
      }
    };
  }
}
