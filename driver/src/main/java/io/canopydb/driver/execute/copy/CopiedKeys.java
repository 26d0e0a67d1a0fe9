package io.canopydb.driver.execute.copy;

import io.canopydb.driver.bulk.CopyFormat;
import io.canopydb.driver.dispatch.LeafStatement;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.execute.place.KeyTwin;
import io.canopydb.driver.execute.place.RowPlacement;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.metadata.placement.ShardKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Asks a leaf what it stores for shard keys that come as texts and are not canonical: they are
 * copied into a temporary twin of the key's columns, and read back in their order.
 */
final class CopiedKeys {
  private final Execution execution;
  private final PlacedRows insert;

  CopiedKeys(Execution execution, PlacedRows insert) {
    this.execution = execution;
    this.insert = insert;
  }

  /** The partitions of rows whose keys are texts. */
  int[] partitions(List<InsertRow> rows) throws SQLException {
    int count = execution.map(insert.database()).count();
    int[] found = new RowPlacement(execution, insert).known(rows, count);
    List<Integer> asked = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      if (found[i] == ShardKey.UNKNOWN) {
        asked.add(i);
      }
    }
    if (!asked.isEmpty()) {
      place(rows, asked, found, count);
    }
    return found;
  }

  /** Fills in the partitions of the rows that are asked for. */
  private void place(List<InsertRow> rows, List<Integer> asked, int[] found, int partitions)
      throws SQLException {
    byte[] copy = texts(rows, asked).getBytes(StandardCharsets.UTF_8);
    try (KeyTwin twin = KeyTwin.make(execution, insert)) {
      twin.connection()
          .jdbc()
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY " + twin.name() + " FROM STDIN", new ByteArrayInputStream(copy));
      // A temporary table that nothing was deleted from: its rows lie in the order of the COPY.
      try (LeafStatement statement = twin.connection().statement();
          ResultSet stored = statement.query(twin.query() + " ORDER BY ctid")) {
        for (int row : asked) {
          stored.next();
          found[row] = twin.partition(stored, partitions);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory can be read", e);
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
}
