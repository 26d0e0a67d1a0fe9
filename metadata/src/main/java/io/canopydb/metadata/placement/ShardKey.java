package io.canopydb.metadata.placement;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shard key of a table: which columns place a row, and how. Immutable; threads share it freely.
 *
 * <p>The hash of a key is XXH3 (64 bits, seed 0; yCollet, github.com/Cyan4973/xxHash) over the
 * bytes that {@link KeyEncoder} describes. The partition is the upper 32 bits of it, scaled to the
 * number of partitions, so that each partition owns an equal slice of the range and doubling their
 * number splits each in two.
 */
public final class ShardKey {

  /** What {@link #partition(long, int)} answers where it cannot tell. */
  public static final int UNKNOWN = -1;

  private final Engine engine;
  private final List<KeyColumn> columns;
  private final boolean oneInteger;

  /**
   * A column of a shard key.
   *
   * @param name as the engine stores it
   * @param nullable whether NULL may be stored
   */
  public record KeyColumn(String name, KeyType type, boolean nullable) {}

  private ShardKey(Engine engine, List<KeyColumn> columns) {
    this.engine = engine;
    this.columns = List.copyOf(columns);
    this.oneInteger = columns.size() == 1 && columns.get(0).type() instanceof IntegerKey;
  }

  /**
   * The shard key of a sharded table.
   *
   * @throws IllegalArgumentException if the table is not sharded, a column of its key is not there,
   *     or {@link #refusal} has an answer for it
   */
  public static ShardKey of(Engine engine, Table table) {
    if (!(table.distribution() instanceof Distribution.Sharded sharded)) {
      throw new IllegalArgumentException("table " + table.name() + " has no shard key");
    }
    List<KeyColumn> columns = new ArrayList<>();
    for (String name : sharded.columns()) {
      Column column =
          table
              .column(name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "table " + table.name() + " has no column " + name));
      ColumnKeyType answer = KeyTypes.of(engine, column);
      if (answer instanceof ColumnKeyType.Accepted accepted) {
        columns.add(new KeyColumn(column.name(), accepted.type(), column.nullable()));
      } else if (answer instanceof ColumnKeyType.Refused refused) {
        throw new IllegalArgumentException(refused.reason());
      }
    }
    return new ShardKey(engine, columns);
  }

  /** Why these columns cannot be a shard key, as a sentence for the user; empty if they can. */
  public static Optional<String> refusal(Engine engine, List<Column> columns) {
    for (Column column : columns) {
      if (KeyTypes.of(engine, column) instanceof ColumnKeyType.Refused refused) {
        return Optional.of(refused.reason());
      }
    }
    return Optional.empty();
  }

  /** Its columns, in the order they are hashed. */
  public List<KeyColumn> columns() {
    return columns;
  }

  /**
   * The canonical form of what the engine stores in one column when this value is inserted; for
   * NULL, also whether the column takes it.
   *
   * @param index the column, from 0
   */
  public KeyValue toStore(int index, @Nullable Object value, ValueSource source) {
    KeyColumn column = columns.get(index);
    if (value == null && !column.nullable()) {
      // With IGNORE, or without strict mode, MySQL would store the type's zero.
      return new KeyValue.Invalid(
          switch (engine) {
            case MYSQL -> "23000";
            case POSTGRESQL -> "23502";
          },
          "column " + column.name() + " cannot be null");
    }
    return column.type().toStore(value, source);
  }

  /** The canonical form that rows have in one column that is equal to this value. */
  public KeyValue toCompare(int index, @Nullable Object value, ValueSource source) {
    return columns.get(index).type().toCompare(value, source);
  }

  /** Whether rows of two keys, equal column by column, lie in partitions of the same number. */
  public boolean collocatedWith(ShardKey other) {
    if (columns.size() != other.columns.size()) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).type().collocatedWith(other.columns.get(i).type())) {
        return false;
      }
    }
    return true;
  }

  /**
   * The hash of a key.
   *
   * @param canonical the canonical form for each column, as {@link KeyValue.Known} holds it
   */
  public long hash(List<?> canonical) {
    if (canonical.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a key of " + columns.size() + " columns needs as many values, not " + canonical.size());
    }
    if (oneInteger && canonical.get(0) instanceof Long value) {
      return KeyEncoder.hashOf(value);
    }
    return encode(canonical).hash();
  }

  /** The bytes that are hashed. */
  KeyEncoder encode(List<?> canonical) {
    KeyEncoder encoder = new KeyEncoder();
    for (int i = 0; i < columns.size(); i++) {
      Object value = canonical.get(i);
      if (value == KeyNull.NULL) {
        encoder.end(KeyEncoder.Family.NULL);
      } else {
        columns.get(i).type().encode(value, encoder);
      }
    }
    return encoder;
  }

  /** The hash of a key. */
  public long hash(Object... canonical) {
    return hash(Arrays.asList(canonical));
  }

  /**
   * The partition of a key.
   *
   * @param canonical the canonical form for each column
   * @param partitions how many the database has
   */
  public int partition(List<?> canonical, int partitions) {
    return partitionOf(hash(canonical), partitions);
  }

  /**
   * The partition of the rows whose key equals an integer, where the key is one integer column; and
   * {@link #UNKNOWN} for any other key. It allocates nothing.
   */
  public int partition(long value, int partitions) {
    return oneInteger ? partitionOf(KeyEncoder.hashOf(value), partitions) : UNKNOWN;
  }

  /** The partition that owns a hash. */
  public static int partitionOf(long hash, int partitions) {
    return (int) (((hash >>> 32) * partitions) >>> 32);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShardKey that && engine == that.engine && columns.equals(that.columns);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  @Override
  public String toString() {
    return "ShardKey" + columns;
  }
}
