package io.canopydb.driver.execute.place;

import io.canopydb.driver.dispatch.LeafStatement;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.SqlRenderer;
import io.canopydb.driver.plan.PlacedRows;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a leaf what it stores for shard keys that are not canonical: the keys are inserted into a
 * temporary twin of the key's columns, under the session's own settings, and read back.
 */
final class StoredKeys {
  private final Execution execution;
  private final PlacedRows insert;

  StoredKeys(Execution execution, PlacedRows insert) {
    this.execution = execution;
    this.insert = insert;
  }

  int[] partitions(List<InsertRow> rows, List<Integer> asked, int partitions) throws SQLException {
    int[] found = new int[asked.size()];
    try (KeyTwin twin = KeyTwin.make(execution, insert)) {
      for (int i = 0; i < found.length; i++) {
        found[i] = one(twin, rows.get(asked.get(i)), partitions);
      }
    }
    return found;
  }

  private int one(KeyTwin twin, InsertRow row, int partitions) throws SQLException {
    StringBuilder sql = new StringBuilder();
    sql.append(insert.ignore() ? "INSERT IGNORE INTO " : "INSERT INTO ");
    sql.append(twin.name()).append(" VALUES (");
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
      } else if (row.cells().get(position) instanceof PlacedRows.SlotCell slot) {
        renderer.slot(slot.number(), row.slotRow(), sql, parameters);
      } else {
        sql.append("NULL");
      }
    }
    LeafText text = new LeafText(sql.append(')').toString(), parameters);
    try (LeafStatement sent = twin.connection().prepare(text.sql())) {
      PreparedStatement statement = sent.prepared();
      text.bind(statement);
      statement.executeUpdate();
    }
    try (LeafStatement statement = twin.connection().statement()) {
      int partition;
      try (ResultSet stored = statement.query(twin.query())) {
        stored.next();
        partition = twin.partition(stored, partitions);
      }
      statement.update("DELETE FROM " + twin.name());
      return partition;
    }
  }
}
