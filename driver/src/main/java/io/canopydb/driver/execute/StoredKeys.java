package io.canopydb.driver.execute;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.plan.InsertRows;
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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks a leaf what it stores for shard keys that are not canonical: the keys are inserted into a
 * temporary twin of the key's columns, under the session's own settings, and read back.
 */
final class StoredKeys {
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final Execution execution;
  private final InsertRows insert;
  private final ShardKey key;

  StoredKeys(Execution execution, InsertRows insert) {
    this.execution = execution;
    this.insert = insert;
    this.key = java.util.Objects.requireNonNull(insert.key());
  }

  int[] partitions(List<InsertRow> rows, List<Integer> asked, int partitions) throws SQLException {
    Dialect dialect = execution.dialect();
    String table = dialect.quoteName("canopy_key_" + NUMBERS.incrementAndGet());
    StringJoiner columns = new StringJoiner(", ");
    key.columns().forEach(column -> columns.add(dialect.quoteName(column.name())));
    ScratchTables scratch = ScratchTables.of(dialect.engine());
    SharedConnection connection =
        SharedConnection.acquire(execution.access(), execution.access().anyLeaf());
    try {
      LeafText shape =
          new LeafText(
              "SELECT "
                  + columns
                  + " FROM "
                  + dialect.quoteName(dialect.shellNamespace(insert.database()))
                  + "."
                  + dialect.quoteName(insert.table().name()),
              List.of());
      scratch.create(connection.jdbc(), table, shape, List.of(), List.of(), dialect);
      int[] found = new int[asked.size()];
      for (int i = 0; i < found.length; i++) {
        found[i] = one(connection.jdbc(), table, rows.get(asked.get(i)), partitions);
      }
      return found;
    } finally {
      try {
        scratch.drop(connection.jdbc(), List.of(table), execution.access().inTransaction(), null);
      } finally {
        connection.release();
      }
    }
  }

  private int one(Connection connection, String table, InsertRow row, int partitions)
      throws SQLException {
    StringBuilder sql = new StringBuilder("INSERT INTO " + table + " VALUES (");
    List<Parameter> parameters = new ArrayList<>();
    SqlRenderer renderer = execution.renderer(row.bindings());
    boolean first = true;
    for (int position : insert.keyPositions()) {
      sql.append(first ? "" : ", ");
      first = false;
      Parameter computed = row.computed(position);
      if (computed != null) {
        sql.append('?');
        parameters.add(computed);
      } else if (row.cells().get(position) instanceof InsertRows.SlotCell slot) {
        renderer.slot(slot.number(), row.slotRow(), sql, parameters);
      } else {
        sql.append("NULL");
      }
    }
    LeafText text = new LeafText(sql.append(')').toString(), parameters);
    try (PreparedStatement statement = connection.prepareStatement(text.sql())) {
      text.bind(statement);
      statement.executeUpdate();
    }
    try (Statement statement = connection.createStatement()) {
      int partition;
      try (ResultSet stored = statement.executeQuery("SELECT " + readBack() + " FROM " + table)) {
        stored.next();
        List<Object> canonical = new ArrayList<>();
        for (int i = 0; i < key.columns().size(); i++) {
          canonical.add(canonical(stored, i));
        }
        partition = key.partition(canonical, partitions);
      }
      statement.executeUpdate("DELETE FROM " + table);
      return partition;
    }
  }

  /** The columns in the form that {@link #canonical} reads. */
  private String readBack() {
    StringJoiner columns = new StringJoiner(", ");
    for (ShardKey.KeyColumn column : key.columns()) {
      String name = execution.dialect().quoteName(column.name());
      columns.add(
          column.type() instanceof CollatedKey collated
              ? weights(collated, name) + ", " + name + " IS NULL"
              : column.type() instanceof InstantKey
                  ? "(" + name + " AT TIME ZONE 'UTC')::text, " + name + " IS NULL"
                  : name + ", " + name + " IS NULL");
    }
    return columns.toString();
  }

  /** A CHAR without the blanks that it is read with under PAD_CHAR_TO_FULL_LENGTH. */
  private static String weights(CollatedKey type, String name) {
    return "WEIGHT_STRING(" + (type.padded() ? "RTRIM(" + name + ")" : name) + ")";
  }

  private Object canonical(ResultSet stored, int index) throws SQLException {
    ShardKey.KeyColumn column = key.columns().get(index);
    int at = index * 2 + 1;
    if (stored.getBoolean(at + 1)) {
      return KeyNull.NULL;
    }
    KeyType type = column.type();
    KeyValue answer =
        type instanceof CollatedKey collated
            ? new KeyValue.Known(collated.weights().ofLeaf(stored.getBytes(at)))
            : type instanceof IntegerKey integer
                ? integer.ofLeaf(stored.getBigDecimal(at).toBigIntegerExact())
                : type instanceof TextKey text
                    ? text.ofLeaf(stored.getString(at))
                    : type instanceof DateKey date
                        ? date.ofLeaf(stored.getString(at))
                        : type instanceof DateTimeKey dateTime
                            ? dateTime.ofLeaf(stored.getString(at))
                            : type instanceof InstantKey instant
                                ? instant.ofLeaf(stored.getString(at))
                                : type instanceof TimeKey time
                                    ? time.ofLeaf(stored.getString(at))
                                    : type instanceof DecimalKey decimal
                                        ? decimal.ofLeaf(stored.getString(at))
                                        : key.toStore(
                                            index, stored.getObject(at), ValueSource.PARAMETER);
    if (answer instanceof KeyValue.Known known) {
      return known.canonical();
    }
    throw CanopyError.SHARD_KEY_VALUE.with(
        column.name(),
        insert.table().column(column.name()).map(c -> c.type()).orElse("?"),
        "what the leaf stores for it is not known");
  }
}
