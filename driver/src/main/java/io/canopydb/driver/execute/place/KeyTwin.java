package io.canopydb.driver.execute.place;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.ShardKeyForms;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.ScratchName;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.scratch.ScratchKeys;
import io.canopydb.driver.execute.scratch.ScratchTables;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.metadata.placement.ShardKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A temporary twin of a shard key's columns on a leaf: what is written into it and read back is
 * what the engine stores, under the session's own settings.
 */
public final class KeyTwin implements AutoCloseable {
  private final Execution execution;
  private final PlacedRows insert;
  private final ShardKey key;
  private final ScratchTables scratch;
  private final SharedConnection connection;
  private final String name;

  private KeyTwin(Execution execution, PlacedRows insert, SharedConnection connection) {
    this.execution = execution;
    this.insert = insert;
    this.key = Objects.requireNonNull(insert.key());
    this.scratch = ScratchTables.of(execution.dialect().engine());
    this.connection = connection;
    this.name = execution.dialect().quoteName(ScratchName.newStem());
  }

  public static KeyTwin make(Execution execution, PlacedRows insert) throws SQLException {
    SharedConnection connection =
        execution.acquireForScratch(execution.access(), execution.access().anyLeaf());
    KeyTwin twin = new KeyTwin(execution, insert, connection);
    try {
      connection.usesTemporaryTables();
      twin.create();
      return twin;
    } catch (SQLException | RuntimeException e) {
      connection.release();
      throw e;
    }
  }

  private void create() throws SQLException {
    Dialect dialect = execution.dialect();
    String columns =
        ScratchTables.quoted(
            key.columns().stream().map(ShardKey.KeyColumn::name).toList(), dialect);
    String shape =
        "SELECT "
            + columns
            + " FROM "
            + dialect.quoteName(dialect.shellNamespace(insert.database()))
            + "."
            + dialect.quoteName(insert.table().name());
    scratch.create(connection, name, new LeafText(shape, List.of()), ScratchKeys.NONE, dialect);
  }

  public SharedConnection connection() {
    return connection;
  }

  /** Its quoted name. */
  public String name() {
    return name;
  }

  /** The query that reads it back. */
  public String query() {
    String forms = String.join(", ", ShardKeyForms.expressions(key, execution.dialect()));
    return "SELECT " + forms + " FROM " + name;
  }

  /** The partition of the row that {@link #query} stands on. */
  public int partition(ResultSet stored, int partitions) throws SQLException {
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

  @Override
  public void close() throws SQLException {
    try {
      scratch.drop(connection, List.of(name), execution.access().inTransaction());
    } finally {
      connection.release();
    }
  }
}
