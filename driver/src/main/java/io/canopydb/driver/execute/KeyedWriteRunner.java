package io.canopydb.driver.execute;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.driver.plan.KeyedWrite;
import io.canopydb.driver.plan.KeyedWrite.KeyedTarget;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.PartitionMap;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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

  /** What is done to rows, in the order in which a leaf does it. */
  private enum Step {
    /** Deletes what moves from here. */
    LEAVE,
    /** Inserts what moves here, as it was. */
    ARRIVE,
    /** Runs the statement on what has moved here. */
    MOVED,
    /** Runs the statement on what stays, or on the copy that counts. */
    WRITE,
    /** Runs it on a further copy. */
    COPY
  }

  /**
   * Statements of one leaf, all of one text.
   *
   * @param table the table that they write
   */
  private record Batch(String table, Step step, List<LeafText> texts) {}

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
        Step step = Step.WRITE;
        for (Leaf leaf : execution.onlineLeaves()) {
          byLeaf
              .computeIfAbsent(leaf.id(), id -> new ArrayList<>())
              .add(new Batch(name, step, texts(target.statement(), own, 0)));
          step = Step.COPY;
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

  /** The rows of one partition for one step. */
  private record Part(int partition, Step step) {}

  private void place(
      KeyedTarget target, List<List<SentValue>> rows, Map<Integer, List<Batch>> byLeaf)
      throws SQLException {
    String database = target.placement().database();
    PartitionMap map = execution.map(database);
    int[] from = partitions(target.placement(), target.keys(), rows, map.count());
    KeyedWrite.Move move = target.move();
    int[] to = move == null ? from : partitions(move.placement(), move.keys(), rows, map.count());
    Map<Part, List<List<SentValue>>> parts = new LinkedHashMap<>();
    for (int i = 0; i < from.length; i++) {
      if (from[i] == to[i]) {
        add(parts, from[i], Step.WRITE, rows.get(i));
      } else {
        add(parts, from[i], Step.LEAVE, rows.get(i));
        add(parts, to[i], Step.ARRIVE, rows.get(i));
        add(parts, to[i], Step.MOVED, rows.get(i));
      }
    }
    boolean checked = false;
    for (Map.Entry<Part, List<List<SentValue>>> entry : parts.entrySet()) {
      Part part = entry.getKey();
      Leaf leaf = execution.master(database, map, part.partition());
      if (part.step() == Step.LEAVE && !checked) {
        new MovableRows(execution, target.placement()).check(leaf, part.partition());
        checked = true;
      }
      LeafSql statement =
          switch (part.step()) {
            case LEAVE -> Objects.requireNonNull(move).delete();
            case ARRIVE -> Objects.requireNonNull(move).insert();
            case MOVED, WRITE, COPY -> target.statement();
          };
      byLeaf
          .computeIfAbsent(leaf.id(), id -> new ArrayList<>())
          .add(
              new Batch(
                  target.placement().table().name(),
                  part.step(),
                  texts(statement, entry.getValue(), part.partition())));
    }
  }

  private static void add(
      Map<Part, List<List<SentValue>>> parts, int partition, Step step, List<SentValue> row) {
    parts.computeIfAbsent(new Part(partition, step), part -> new ArrayList<>()).add(row);
  }

  /** Where rows lie whose keys are in these cells. */
  private int[] partitions(
      InsertRows placement, List<Integer> keys, List<List<SentValue>> rows, int partitions)
      throws SQLException {
    List<InsertRow> placed = new ArrayList<>(rows.size());
    for (List<SentValue> row : rows) {
      InsertRow insert = new InsertRow(placement.rows().get(0), execution.bindings(), 0);
      for (int i = 0; i < keys.size(); i++) {
        insert.compute(i, row.get(keys.get(i)));
      }
      placed.add(insert);
    }
    return new RowPlacement(execution, placement).partitions(placed, partitions);
  }

  private List<LeafText> texts(LeafSql statement, List<List<SentValue>> rows, int partition)
      throws SQLException {
    List<LeafText> texts = new ArrayList<>(rows.size());
    for (List<SentValue> row : rows) {
      texts.add(execution.renderer().withRow(row).render(statement, partition));
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
    List<Batch> inOrder = new ArrayList<>(batches);
    inOrder.sort(Comparator.comparing(Batch::step));
    long sum = 0;
    for (Batch batch : inOrder) {
      for (long count : statements.batch(connection, batch.texts())) {
        if (count == 0) {
          throw (batch.step() == Step.MOVED ? CanopyError.ROW_COPY : CanopyError.ROW_CHANGED)
              .with(batch.table());
        }
        sum += batch.step() == Step.MOVED || batch.step() == Step.WRITE ? 1 : 0;
      }
    }
    return sum;
  }
}
