package io.canopydb.driver.execute;

import io.canopydb.driver.bulk.CopyFormat;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.ShardKeyForms;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.metadata.placement.ShardKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Asks a leaf what it stores for shard keys that come as texts and are not canonical: they are
 * copied into a temporary twin of the key's columns, and read back in their order.
 */
final class CopiedKeys {
  private final Execution execution;
  private final InsertRows insert;
  private final ShardKey key;

  CopiedKeys(Execution execution, InsertRows insert) {
    this.execution = execution;
    this.insert = insert;
    this.key = Objects.requireNonNull(insert.key());
  }

  /** Fills in the partitions of the rows that are asked for. */
  void place(List<InsertRow> rows, List<Integer> asked, int[] found, int partitions)
      throws SQLException {
    Dialect dialect = execution.dialect();
    ScratchTables scratch = ScratchTables.of(dialect.engine());
    String table = dialect.quoteName(GatherRunner.newStem());
    String names =
        ScratchTables.quoted(
            key.columns().stream().map(ShardKey.KeyColumn::name).toList(), dialect);
    LeafText shape =
        new LeafText(
            "SELECT "
                + names
                + " FROM "
                + dialect.quoteName(dialect.shellNamespace(insert.database()))
                + "."
                + dialect.quoteName(insert.table().name()),
            List.of());
    SharedConnection connection =
        SharedConnection.acquireForScratch(execution.access(), execution.access().anyLeaf());
    SQLException failure = null;
    try {
      connection.usesTemporaryTables();
      scratch.create(connection.jdbc(), table, shape, List.of(), List.of(), dialect);
      byte[] copy = texts(rows, asked).getBytes(StandardCharsets.UTF_8);
      connection
          .jdbc()
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY " + table + " FROM STDIN", new ByteArrayInputStream(copy));
      readBack(connection, table, asked, found, partitions);
    } catch (SQLException e) {
      failure = e;
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("memory can be read", e);
    } finally {
      try {
        scratch.drop(
            connection.jdbc(), List.of(table), execution.access().inTransaction(), failure);
      } finally {
        connection.release();
      }
    }
  }

  private String texts(List<InsertRow> rows, List<Integer> asked) throws SQLException {
    StringBuilder lines = new StringBuilder();
    for (int row : asked) {
      StringBuilder line = new StringBuilder();
      for (int position : insert.keyPositions()) {
        @Nullable Object value = rows.get(row).value(position);
        CopyFormat.TEXT.append(line, value == null ? null : value.toString());
      }
      lines.append(line, 1, line.length()).append('\n');
    }
    return lines.toString();
  }

  private void readBack(
      SharedConnection connection, String table, List<Integer> asked, int[] found, int partitions)
      throws SQLException {
    StoredKeys stored = new StoredKeys(execution, insert);
    // A temporary table that nothing was deleted from: its rows lie in the order of the COPY.
    String forms = String.join(", ", ShardKeyForms.expressions(key, execution.dialect()));
    String sql = "SELECT " + forms + " FROM " + table + " ORDER BY ctid";
    try (Statement statement = connection.jdbc().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      for (int row : asked) {
        rows.next();
        found[row] = stored.partition(rows, partitions);
      }
    }
  }
}
