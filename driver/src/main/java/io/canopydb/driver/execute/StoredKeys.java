package io.canopydb.driver.execute;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.ShardKeyForms;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.metadata.placement.ShardKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

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
    StringBuilder sql = new StringBuilder();
    sql.append(insert.ignore() ? "INSERT IGNORE INTO " : "INSERT INTO ");
    sql.append(table).append(" VALUES (");
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
      String forms = String.join(", ", ShardKeyForms.expressions(key, execution.dialect()));
      try (ResultSet stored = statement.executeQuery("SELECT " + forms + " FROM " + table)) {
        stored.next();
        partition = partition(stored, partitions);
      }
      statement.executeUpdate("DELETE FROM " + table);
      return partition;
    }
  }

  /** The partition of a row of the forms that tell it. */
  int partition(ResultSet stored, int partitions) throws SQLException {
    List<@Nullable Object> values = ShardKeyForms.canonical(key, stored, 1);
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) == null) {
        String column = key.columns().get(i).name();
        throw CanopyError.SHARD_KEY_VALUE.with(
            column,
            insert.table().column(column).map(c -> c.type()).orElse("?"),
            "what the leaf stores for it is not known");
      }
    }
    return key.partition(values, partitions);
  }
}
