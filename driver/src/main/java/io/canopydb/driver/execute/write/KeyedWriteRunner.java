package io.canopydb.driver.execute.write;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.CopiedRows;
import io.canopydb.driver.execute.DescribedRows;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.GlobalDuplicate;
import io.canopydb.driver.execute.LeafResult;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.LeafTransactions;
import io.canopydb.driver.execute.SentValue;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.Written;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.execute.place.RowPlacement;
import io.canopydb.driver.execute.read.QueryRunner;
import io.canopydb.driver.merge.ConcatCursor;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.merge.ValuesCursor;
import io.canopydb.driver.plan.KeyedLookup;
import io.canopydb.driver.plan.KeyedWrite;
import io.canopydb.driver.plan.KeyedWrite.KeyedTarget;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.driver.transaction.Participant;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.model.UniqueKey;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows that a statement means, then writes each where it lies. Between the two another
 * session may change a row; it is then written by nobody, and the statement fails with SQLSTATE
 * 40001, whole. One instance runs one execution.
 */
final class KeyedWriteRunner {
  /** All rows are held until they are written; more must be cut up. */
  private static final int MOST_ROWS = 500_000;

  private static final int ROWS_AT_A_TIME = 2_000;

  private static final Written NOTHING = new Written(0, null, 0);

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
    /** Runs the statement on what stays, or on the copy that counts. */
    WRITE,
    /** Runs it on a further copy. */
    COPY,
    /** Runs it on what has moved here, which may take a unique key that another row gave up. */
    MOVED,
    /** Deletes from a lookup table the keys of rows as they were. */
    FORGET,
    /** Inserts into it the keys of rows as they will be. */
    NOTE
  }

  /**
   * Statements of one leaf, all of one text.
   *
   * @param table the table that they write, or whose lookup table
   * @param lookup the global key whose lookup table they write; null where they write the table
   */
  private record Batch(
      String table,
      Step step,
      @Nullable UniqueKey lookup,
      Set<Participant> touched,
      List<LeafText> texts) {

    static Set<Participant> touched(List<Batch> batches) {
      return batches.stream().map(Batch::touched).reduce(Set.of(), Participant::both);
    }
  }

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
              .add(
                  new Batch(
                      name, step, null, Participant.COPIES, texts(target.statement(), own, 0)));
          step = Step.COPY;
        }
      } else {
        place(target, own, byLeaf);
        for (KeyedLookup lookup : target.lookups()) {
          follow(lookup, own, byLeaf);
        }
      }
    }
    if (byLeaf.isEmpty()) {
      return write.givesRows() ? described(write.targets().get(0), write.width()) : NOTHING;
    }
    if (write.foretold()) {
      new ForetoldRows(execution, write.targets().get(0).placement()).check();
    }
    return send(write, byLeaf, copies);
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
      boolean there = false;
      for (int cell : target.identity()) {
        Object value = row.get(cell).value();
        there |= value != null;
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
      KeyedTarget target, List<List<SentValue>> found, Map<Integer, List<Batch>> byLeaf)
      throws SQLException {
    String database = target.placement().database();
    PartitionMap map = execution.map(database);
    int[] from;
    List<List<SentValue>> rows = found;
    if (target.addressed()) {
      RowAddresses addresses = RowAddresses.in(found, target.keys().get(0), map.count());
      from = addresses.partitions();
      rows = addresses.rows();
    } else {
      from = partitions(target.placement(), target.keys(), rows, map.count());
    }
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
            case MOVED -> Objects.requireNonNull(move).moved();
            case WRITE, COPY -> target.statement();
            case FORGET, NOTE -> throw new IllegalStateException("no step of the table itself");
          };
      byLeaf
          .computeIfAbsent(leaf.id(), id -> new ArrayList<>())
          .add(
              new Batch(
                  target.placement().table().name(),
                  part.step(),
                  null,
                  Participant.of(database, part.partition()),
                  texts(statement, entry.getValue(), part.partition())));
    }
  }

  /** What becomes of a lookup table. */
  private void follow(
      KeyedLookup lookup, List<List<SentValue>> rows, Map<Integer, List<Batch>> byLeaf)
      throws SQLException {
    LookupChange change = LookupChange.of(lookup, rows);
    follow(lookup, Step.FORGET, lookup.gone(), lookup.delete(), change.gone(), byLeaf);
    LeafSql insert = lookup.insert();
    if (insert != null) {
      follow(lookup, Step.NOTE, lookup.come(), insert, change.come(), byLeaf);
    }
  }

  private void follow(
      KeyedLookup lookup,
      Step step,
      List<Integer> cells,
      LeafSql statement,
      List<List<SentValue>> rows,
      Map<Integer, List<Batch>> byLeaf)
      throws SQLException {
    PlacedRows placement = lookup.placement();
    PartitionMap map = execution.map(placement.database());
    int[] partitions = partitions(placement, cells, rows, map.count());
    Map<Part, List<List<SentValue>>> parts = new LinkedHashMap<>();
    for (int i = 0; i < partitions.length; i++) {
      add(parts, partitions[i], step, rows.get(i));
    }
    for (Map.Entry<Part, List<List<SentValue>>> entry : parts.entrySet()) {
      int partition = entry.getKey().partition();
      Leaf leaf = execution.master(placement.database(), map, partition);
      List<LeafText> texts = texts(statement, entry.getValue(), partition);
      byLeaf
          .computeIfAbsent(leaf.id(), id -> new ArrayList<>())
          .add(
              new Batch(
                  placement.table().name(),
                  step,
                  lookup.key(),
                  Participant.of(placement.database(), partition),
                  texts));
    }
  }

  private static void add(
      Map<Part, List<List<SentValue>>> parts, int partition, Step step, List<SentValue> row) {
    parts.computeIfAbsent(new Part(partition, step), part -> new ArrayList<>()).add(row);
  }

  /** Where rows lie whose keys are in these cells. */
  private int[] partitions(
      PlacedRows placement, List<Integer> keys, List<List<SentValue>> rows, int partitions)
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

  private Written send(KeyedWrite write, Map<Integer, List<Batch>> byLeaf, boolean copies)
      throws SQLException {
    Instant now = write.sameInstant() && byLeaf.size() > 1 ? execution.now() : null;
    boolean rows = write.givesRows();
    Map<Leaf, LeafTransactions.Part<Done>> works = new LinkedHashMap<>();
    byLeaf.forEach(
        (id, batches) ->
            works.put(
                Objects.requireNonNull(execution.snapshot().leaves().get(id)),
                new LeafTransactions.Part<>(
                    Batch.touched(batches),
                    connection ->
                        statements.atInstant(
                            connection, now, () -> write(connection, batches, rows)))));
    List<Done> all = new LeafTransactions(execution).run(works, false, order(write, copies));
    long count = all.stream().mapToLong(Done::count).sum();
    List<RowCursor> cursors = new ArrayList<>();
    ResultSetMetaData metaData = null;
    for (Done done : all) {
      cursors.addAll(done.rows());
      metaData = done.metaData() == null ? metaData : done.metaData();
    }
    return new Written(
        count, metaData == null ? null : new DescribedRows(new ConcatCursor(cursors), metaData), 0);
  }

  /** Where lookup tables follow, two that take one value must not both wait for the other. */
  private static LeafTransactions.Order order(KeyedWrite write, boolean copies) {
    if (copies) {
      return LeafTransactions.Order.IN_TURN;
    }
    return write.targets().stream().allMatch(target -> target.lookups().isEmpty())
        ? LeafTransactions.Order.TOGETHER
        : LeafTransactions.Order.ONE_BY_ONE;
  }

  /** What one leaf came to. */
  private record Done(long count, List<RowCursor> rows, @Nullable ResultSetMetaData metaData) {}

  private Done write(SharedConnection connection, List<Batch> batches, boolean givesRows)
      throws SQLException {
    List<Batch> inOrder = new ArrayList<>(batches);
    inOrder.sort(Comparator.comparing(Batch::step));
    long sum = 0;
    List<RowCursor> rows = new ArrayList<>();
    ResultSetMetaData metaData = null;
    for (Batch batch : inOrder) {
      boolean counts = batch.step() == Step.MOVED || batch.step() == Step.WRITE;
      if (givesRows && (counts || batch.step() == Step.COPY)) {
        for (LeafText text : batch.texts()) {
          LeafResult result = statements.query(connection.retain(), text);
          metaData = result.resultSet().getMetaData();
          ValuesCursor returned = CopiedRows.of(result, metaData.getColumnCount());
          check(batch, returned.count());
          if (counts) {
            sum += returned.count();
            rows.add(returned);
          }
        }
      } else {
        for (long count : counts(connection, batch)) {
          check(batch, count);
          sum += counts ? count : 0;
        }
      }
    }
    return new Done(sum, rows, metaData);
  }

  private long[] counts(SharedConnection connection, Batch batch) throws SQLException {
    UniqueKey lookup = batch.lookup();
    try {
      return statements.batch(connection, batch.texts());
    } catch (SQLException e) {
      throw lookup != null && execution.dialect().errors().duplicateKey(e)
          ? GlobalDuplicate.of(e, lookup, batch.table(), execution.dialect().engine())
          : e;
    }
  }

  private static void check(Batch batch, long count) throws SQLException {
    if (count == 0) {
      throw (batch.step() == Step.MOVED ? CanopyError.ROW_COPY : CanopyError.ROW_CHANGED)
          .with(batch.table());
    }
  }

  /** No rows, with their columns: of the statement about a row that there is not. */
  private Written described(KeyedTarget target, int width) throws SQLException {
    LeafText text =
        texts(target.statement(), List.of(Collections.nCopies(width, SentValue.NULL)), 0).get(0);
    PlacedRows placement = target.placement();
    Leaf leaf =
        placement.table().distribution() instanceof Distribution.Reference
            ? execution.onlineLeaves().get(0)
            : execution.master(placement.database(), execution.map(placement.database()), 0);
    SharedConnection connection = execution.acquire(leaf);
    LeafResult none = statements.query(connection, text);
    ResultSetMetaData metaData = none.resultSet().getMetaData();
    return new Written(
        0, new DescribedRows(CopiedRows.of(none, metaData.getColumnCount()), metaData), 0);
  }
}
