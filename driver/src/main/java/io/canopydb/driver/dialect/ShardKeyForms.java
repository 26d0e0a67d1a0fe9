package io.canopydb.driver.dialect;

import io.canopydb.metadata.placement.CollatedKey;
import io.canopydb.metadata.placement.DateKey;
import io.canopydb.metadata.placement.DateTimeKey;
import io.canopydb.metadata.placement.DecimalKey;
import io.canopydb.metadata.placement.InstantKey;
import io.canopydb.metadata.placement.IntegerKey;
import io.canopydb.metadata.placement.KeyNull;
import io.canopydb.metadata.placement.KeyType;
import io.canopydb.metadata.placement.KeyValue;
import io.canopydb.metadata.placement.ShardKey;
import io.canopydb.metadata.placement.TextKey;
import io.canopydb.metadata.placement.TimeKey;
import io.canopydb.metadata.placement.ValueSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a leaf is asked for stored values of a shard key's columns, so that each has its canonical
 * form: strings as their weights, instants in UTC. Two columns of a result stand for one of the
 * key. Stateless.
 */
public final class ShardKeyForms {
  private ShardKeyForms() {}

  /** The expressions to select, in order. */
  public static List<String> expressions(ShardKey key, Dialect dialect) {
    List<String> all = new ArrayList<>();
    for (ShardKey.KeyColumn column : key.columns()) {
      String name = dialect.quoteName(column.name());
      all.add(
          column.type() instanceof CollatedKey collated
              ? weights(collated, name)
              : column.type() instanceof InstantKey
                  ? "(" + name + " AT TIME ZONE 'UTC')::text"
                  : name);
      all.add(name + " IS NULL");
    }
    return all;
  }

  /** A CHAR without the blanks that it is read with under PAD_CHAR_TO_FULL_LENGTH. */
  private static String weights(CollatedKey type, String name) {
    return "WEIGHT_STRING(" + (type.padded() ? "RTRIM(" + name + ")" : name) + ")";
  }

  /**
   * The canonical values of the row that a result stands on.
   *
   * @param first the column of the result, from 1, that holds the first of the expressions
   * @return an entry for each of the key's columns; null for one whose form is not known
   */
  public static List<@Nullable Object> canonical(ShardKey key, ResultSet stored, int first)
      throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(key.columns().size());
    for (int i = 0; i < key.columns().size(); i++) {
      values.add(canonical(key, i, stored, first + i * 2));
    }
    return values;
  }

  private static @Nullable Object canonical(ShardKey key, int index, ResultSet stored, int at)
      throws SQLException {
    if (stored.getBoolean(at + 1)) {
      return KeyNull.NULL;
    }
    return of(key, index, stored, at) instanceof KeyValue.Known known ? known.canonical() : null;
  }

  private static KeyValue of(ShardKey key, int index, ResultSet stored, int at)
      throws SQLException {
    KeyType type = key.columns().get(index).type();
    if (type instanceof CollatedKey collated) {
      return new KeyValue.Known(collated.weights().ofLeaf(stored.getBytes(at)));
    }
    if (type instanceof IntegerKey integer) {
      return integer.ofLeaf(stored.getBigDecimal(at).toBigIntegerExact());
    }
    if (type instanceof TextKey text) {
      return text.ofLeaf(stored.getString(at));
    }
    if (type instanceof DateKey date) {
      return date.ofLeaf(stored.getString(at));
    }
    if (type instanceof DateTimeKey dateTime) {
      return dateTime.ofLeaf(stored.getString(at));
    }
    if (type instanceof InstantKey instant) {
      return instant.ofLeaf(stored.getString(at));
    }
    if (type instanceof TimeKey time) {
      return time.ofLeaf(stored.getString(at));
    }
    if (type instanceof DecimalKey decimal) {
      return decimal.ofLeaf(stored.getString(at));
    }
    return key.toStore(index, stored.getObject(at), ValueSource.PARAMETER);
  }
}
