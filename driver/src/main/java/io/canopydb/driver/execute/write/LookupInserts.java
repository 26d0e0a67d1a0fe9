package io.canopydb.driver.execute.write;

import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.GlobalDuplicate;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.execute.place.RowPlacement;
import io.canopydb.driver.plan.LookupRows;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.driver.transaction.Participant;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.PartitionMap;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of lookup tables that go with the rows of one INSERT, by leaf. They are sent in the same
 * transaction as those, behind them on each leaf.
 */
final class LookupInserts {
  private final Execution execution;
  private final Map<Leaf, List<Part>> byLeaf;
  private volatile boolean violated;

  /** Rows of one lookup table in one partition. */
  private record Part(LookupRows lookup, List<InsertRow> rows, int partition) {}

  private LookupInserts(Execution execution, Map<Leaf, List<Part>> byLeaf) {
    this.execution = execution;
    this.byLeaf = byLeaf;
  }

  static LookupInserts of(
      Execution execution, List<LookupRows> lookups, List<InsertRow> rows, PartitionMap map)
      throws SQLException {
    LookupInserts inserts =
        new LookupInserts(execution, lookups.isEmpty() ? Map.of() : new LinkedHashMap<>());
    for (LookupRows lookup : lookups) {
      inserts.place(lookup, rows, map);
    }
    return inserts;
  }

  private void place(LookupRows lookup, List<InsertRow> rows, PartitionMap map)
      throws SQLException {
    List<InsertRow> kept = new ArrayList<>(rows.size());
    for (InsertRow row : rows) {
      boolean there = true;
      for (int cell : lookup.nullable()) {
        there &= !row.isNull(cell);
      }
      if (there) {
        kept.add(row.of(lookup.cells()));
      }
    }
    if (kept.isEmpty()) {
      return;
    }
    int[] partitions = new RowPlacement(execution, lookup.rows()).partitions(kept, map.count());
    Map<Integer, List<InsertRow>> byPartition = new LinkedHashMap<>();
    for (int i = 0; i < partitions.length; i++) {
      byPartition.computeIfAbsent(partitions[i], p -> new ArrayList<>()).add(kept.get(i));
    }
    for (Map.Entry<Integer, List<InsertRow>> entry : byPartition.entrySet()) {
      Leaf leaf = execution.master(lookup.rows().database(), map, entry.getKey());
      byLeaf
          .computeIfAbsent(leaf, l -> new ArrayList<>())
          .add(new Part(lookup, entry.getValue(), entry.getKey()));
    }
  }

  Set<Leaf> leaves() {
    return byLeaf.keySet();
  }

  /** In which partitions of a leaf lookup rows are written. */
  Set<Participant> touched(Leaf leaf) {
    Set<Participant> touched = new HashSet<>();
    for (Part part : byLeaf.getOrDefault(leaf, List.of())) {
      touched.add(new Participant.Partition(part.lookup().rows().database(), part.partition()));
    }
    return touched;
  }

  /** Whether a leaf found a value that is there already. */
  boolean violated() {
    return violated;
  }

  void send(Leaf leaf, SharedConnection connection) throws SQLException {
    LeafStatements statements = new LeafStatements(execution);
    for (Part part : byLeaf.getOrDefault(leaf, List.of())) {
      PlacedRows insert = part.lookup().rows();
      for (LeafText text : InsertTexts.all(execution, insert, part.rows(), part.partition())) {
        try {
          statements.update(connection, text);
        } catch (SQLException e) {
          if (!execution.dialect().errors().duplicateKey(e)) {
            throw e;
          }
          violated = true;
          throw GlobalDuplicate.of(
              e, part.lookup().key(), insert.table().name(), execution.dialect().engine());
        }
      }
    }
  }
}
