package io.canopydb.driver.execute;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.plan.KeyedWrite;
import io.canopydb.driver.plan.KeyedWrite.KeyedTarget;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.PartitionMap;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the rows that a statement means, then writes each where it lies. Between the two another
 * session may change a row; it is then written by nobody, and the statement fails with SQLSTATE
 * 40001, whole. One instance runs one execution.
 */
final class KeyedWriteRunner {
  /** All rows are held until they are written; more must be cut up. */
  private static final int MOST_ROWS = 500_000;

  private static final int ROWS_AT_A_TIME = 2_000;

  private final Execution execution;
  private final LeafStatements statements;

  KeyedWriteRunner(Execution execution) {
    this.execution = execution;
    this.statements = new LeafStatements(execution);
  }

  /**
   * Statements of one leaf, all of one text.
   *
   * @param table the table that they write
   * @param counted whether their rows count; further copies of a row do not
   */
  private record Batch(String table, List<LeafText> texts, boolean counted) {}

  Written run(KeyedWrite write) throws SQLException {
    List<List<SentValue>> rows = read(write);
    // By id: all who write copies of the same rows begin with the same leaf.
    Map<Integer, List<Batch>> byLeaf = new TreeMap<>();
    boolean copies = false;
    for (KeyedTarget target : write.targets()) {
      List<List<SentValue>> own = distinct(target, rows);
      if (own.isEmpty()) {
        continue;
      }
      if (target.placement().table().distribution() instanceof Distribution.Reference) {
        copies = true;
        String name = target.placement().table().name();
        boolean counted = true;
        for (Leaf leaf : execution.onlineLeaves()) {
          List<LeafText> texts = texts(target, own, 0);
          byLeaf
              .computeIfAbsent(leaf.id(), id -> new ArrayList<>())
              .add(new Batch(name, texts, counted));
          counted = false;
        }
      } else {
        place(target, own, byLeaf);
      }
    }
    if (byLeaf.isEmpty()) {
      return new Written(0, null, 0);
    }
    return new Written(send(write, byLeaf, copies), null, 0);
  }

  private List<List<SentValue>> read(KeyedWrite write) throws SQLException {
    List<List<SentValue>> rows = new ArrayList<>();
    Execution reading = execution.streaming(ROWS_AT_A_TIME);
    try (RowCursor source = new QueryRunner(reading).open(write.query())) {
      while (source.next()) {
        if (rows.size() == MOST_ROWS) {
          throw CanopyError.UNSUPPORTED.with(
              "a write of more than " + MOST_ROWS + " rows that several partitions find together",
              "write them part by part");
        }
        List<SentValue> cells = new ArrayList<>();
        for (int i = 0; i < write.width(); i++) {
          cells.add(SentValue.of(source.row(), i, execution.dialect().engine()));
        }
        rows.add(cells);
      }
    }
    return rows;
  }

  /** A row of the table once, however many rows of the query mean it; the engines do likewise. */
  private static List<List<SentValue>> distinct(KeyedTarget target, List<List<SentValue>> rows) {
    Set<List<String>> seen = new HashSet<>();
    List<List<SentValue>> distinct = new ArrayList<>();
    for (List<SentValue> row : rows) {
      List<String> key = new ArrayList<>();
      boolean there = true;
      for (int cell : target.keys()) {
        Object value = row.get(cell).value();
        there &= value != null;
        key.add(
            value instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.ISO_8859_1)
                : String.valueOf(value));
      }
      if (there && seen.add(key)) {
        distinct.add(row);
      }
    }
    return distinct;
  }

  private void place(
      KeyedTarget target, List<List<SentValue>> rows, Map<Integer, List<Batch>> byLeaf)
      throws SQLException {
    List<InsertRow> placed = new ArrayList<>();
    for (List<SentValue> row : rows) {
      InsertRow insert = new InsertRow(target.placement().rows().get(0), execution.bindings(), 0);
      for (int i = 0; i < target.keys().size(); i++) {
        insert.compute(i, row.get(target.keys().get(i)));
      }
      placed.add(insert);
    }
    String database = target.placement().database();
    PartitionMap map = execution.map(database);
    int[] partitions =
        new RowPlacement(execution, target.placement()).partitions(placed, map.count());
    Map<Integer, List<List<SentValue>>> byPartition = new TreeMap<>();
    for (int i = 0; i < partitions.length; i++) {
      byPartition.computeIfAbsent(partitions[i], p -> new ArrayList<>()).add(rows.get(i));
    }
    for (Map.Entry<Integer, List<List<SentValue>>> entry : byPartition.entrySet()) {
      Leaf leaf = execution.master(database, map, entry.getKey());
      byLeaf
          .computeIfAbsent(leaf.id(), id -> new ArrayList<>())
          .add(
              new Batch(
                  target.placement().table().name(),
                  texts(target, entry.getValue(), entry.getKey()),
                  true));
    }
  }

  private List<LeafText> texts(KeyedTarget target, List<List<SentValue>> rows, int partition)
      throws SQLException {
    List<LeafText> texts = new ArrayList<>(rows.size());
    for (List<SentValue> row : rows) {
      texts.add(execution.renderer().withRow(row).render(target.statement(), partition));
    }
    return texts;
  }

  private long send(KeyedWrite write, Map<Integer, List<Batch>> byLeaf, boolean copies)
      throws SQLException {
    Instant now = write.sameInstant() && byLeaf.size() > 1 ? execution.now() : null;
    Map<Leaf, LeafTransactions.Work<Long>> works = new LinkedHashMap<>();
    byLeaf.forEach(
        (id, batches) ->
            works.put(
                Objects.requireNonNull(execution.snapshot().leaves().get(id)),
                connection ->
                    statements.atInstant(connection, now, () -> write(connection, batches))));
    return new LeafTransactions(execution)
            .run(
                works,
                false,
                copies ? LeafTransactions.Order.IN_TURN : LeafTransactions.Order.TOGETHER)
            .stream()
            .mapToLong(Long::longValue)
            .sum();
  }

  private long write(SharedConnection connection, List<Batch> batches) throws SQLException {
    long sum = 0;
    for (Batch batch : batches) {
      for (long count : statements.batch(connection, batch.texts())) {
        if (count == 0) {
          throw CanopyError.ROW_CHANGED.with(batch.table());
        }
        sum += batch.counted() ? 1 : 0;
      }
    }
    return sum;
  }
}
