package io.canopydb.driver.execute.write;

import io.canopydb.driver.dialect.MySqlError;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafTransactions;
import io.canopydb.driver.execute.NamedRow;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.Written;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.execute.place.RowPlacement;
import io.canopydb.driver.plan.LookupRows;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.driver.transaction.Participant;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.PartitionMap;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Sends rows to the leaves where they belong. One instance serves one execution. */
final class InsertSender {
  /** Rows of a keyless table that stay together. */
  private static final int KEYLESS_ROWS = 100;

  private final Execution execution;

  private boolean lookupViolated;

  InsertSender(Execution execution) {
    this.execution = execution;
  }

  /** Whether a global key was violated, whose values are never the cluster's own. */
  boolean lookupViolated() {
    return lookupViolated;
  }

  /**
   * Sends rows whose cells are all known, with those of their lookup tables.
   *
   * @param lookups of the table's lookup tables
   * @param firstId the first of the numbers that were issued for them; 0 for none
   * @param mayComeAgain whether they are sent again where one is a duplicate
   */
  Written send(
      PlacedRows insert,
      List<LookupRows> lookups,
      List<InsertRow> rows,
      long firstId,
      boolean mayComeAgain)
      throws SQLException {
    ReturnedRows returned = new ReturnedRows(execution, insert, rows.size());
    if (insert.table().distribution() instanceof Distribution.Reference) {
      long count = reference(insert, rows, returned);
      return written(insert, rows, returned, count, firstId);
    }
    PartitionMap map = execution.map(insert.database());
    Map<Integer, List<Integer>> byPartition = placed(insert, rows, map.count());
    Map<Leaf, Map<Integer, List<Integer>>> byLeaf = new LinkedHashMap<>();
    for (Map.Entry<Integer, List<Integer>> entry : byPartition.entrySet()) {
      Leaf leaf = execution.master(insert.database(), map, entry.getKey());
      byLeaf.computeIfAbsent(leaf, l -> new TreeMap<>()).put(entry.getKey(), entry.getValue());
    }
    LookupInserts noted = LookupInserts.of(execution, lookups, rows, map);
    boolean retriable =
        mayComeAgain
            && execution.access().inTransaction()
            && switch (execution.dialect().engine()) {
              case MYSQL -> false;
              case POSTGRESQL -> true;
            };
    boolean single =
        byPartition.size() == 1
            && rows.size() <= InsertTexts.rowsPerStatement(insert)
            && !retriable
            && noted.leaves().isEmpty();
    long count;
    if (single) {
      count = alone(insert, rows, byPartition.keySet().iterator().next(), map, returned);
    } else {
      Map<Leaf, LeafTransactions.Part<Long>> works = new LinkedHashMap<>();
      Instant now = insert.sameInstant() && byLeaf.size() > 1 ? execution.now() : null;
      LeafStatements clock = new LeafStatements(execution);
      Set<Leaf> leaves = new TreeSet<>(Comparator.comparingInt(Leaf::id));
      leaves.addAll(byLeaf.keySet());
      leaves.addAll(noted.leaves());
      LeafTransactions.Order order =
          noted.leaves().isEmpty()
              ? LeafTransactions.Order.TOGETHER
              : LeafTransactions.Order.ONE_BY_ONE;
      for (Leaf leaf : leaves) {
        Map<Integer, List<Integer>> parts = byLeaf.getOrDefault(leaf, Map.of());
        works.put(
            leaf,
            new LeafTransactions.Part<>(
                Participant.both(
                    Participant.of(insert.database(), parts.keySet()), noted.touched(leaf)),
                connection -> {
                  long own =
                      clock.atInstant(
                          connection, now, () -> parts(insert, rows, parts, connection, returned));
                  checkAll(insert, lookups, parts, own);
                  noted.send(leaf, connection);
                  return own;
                }));
      }
      try {
        count =
            new LeafTransactions(execution)
                .run(works, false, order).stream().mapToLong(Long::longValue).sum();
      } finally {
        lookupViolated |= noted.violated();
      }
    }
    return written(insert, rows, returned, count, firstId);
  }

  /**
   * What the rows came to. Whether an upsert, REPLACE or IGNORE of one row has inserted it, MySQL's
   * answer tells by the number that it names: the row's own, or that of the row that was there.
   */
  private Written written(
      PlacedRows insert, List<InsertRow> rows, ReturnedRows returned, long count, long firstId)
      throws SQLException {
    boolean mySql = execution.dialect().engine() == Engine.MYSQL;
    if (!mySql || !insert.singly()) {
      return new Written(count, returned.described(issuedOf(insert, rows, firstId != 0)), firstId);
    }
    if (rows.size() > 1) {
      long first = count == 0 ? 0 : firstId;
      return new Written(count, returned.described(issuedOf(insert, rows, first != 0)), first);
    }
    long sent = count == 0 ? 0 : execution.aftermath().sentId();
    List<Object> keys = sent == 0 ? List.of() : List.of(sent);
    return new Written(count, returned.described(keys), sent == firstId ? firstId : 0);
  }

  /** A trigger may leave rows out, whose keys would stay in the lookup tables. */
  private static void checkAll(
      PlacedRows insert, List<LookupRows> lookups, Map<Integer, List<Integer>> parts, long written)
      throws SQLException {
    if (!lookups.isEmpty() && written != parts.values().stream().mapToInt(List::size).sum()) {
      throw CanopyError.GLOBAL_KEY_WRITE.with(
          "a trigger that leaves rows out",
          insert.table().name(),
          lookups.get(0).key().name(),
          "let it raise an error");
    }
  }

  private long parts(
      PlacedRows insert,
      List<InsertRow> rows,
      Map<Integer, List<Integer>> parts,
      SharedConnection connection,
      ReturnedRows returned)
      throws SQLException {
    long sum = 0;
    for (Map.Entry<Integer, List<Integer>> part : parts.entrySet()) {
      sum += chunks(insert, rows, part.getValue(), part.getKey(), connection, returned);
    }
    return sum;
  }

  private long alone(
      PlacedRows insert,
      List<InsertRow> rows,
      int partition,
      PartitionMap map,
      ReturnedRows returned)
      throws SQLException {
    Leaf leaf = execution.master(insert.database(), map, partition);
    SharedConnection connection = execution.acquire(leaf);
    connection.wrote(Participant.of(insert.database(), partition));
    try {
      List<Integer> all = new ArrayList<>(rows.size());
      for (int i = 0; i < rows.size(); i++) {
        all.add(i);
      }
      return send(returned, connection, insert, rows, all, partition);
    } finally {
      connection.release();
    }
  }

  private long reference(PlacedRows insert, List<InsertRow> rows, ReturnedRows returned)
      throws SQLException {
    List<Integer> all = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      all.add(i);
    }
    Instant now = execution.now();
    LeafStatements clock = new LeafStatements(execution);
    Map<Leaf, LeafTransactions.Part<Long>> works = new LinkedHashMap<>();
    List<Leaf> leaves = execution.onlineLeaves();
    for (Leaf leaf : leaves) {
      ReturnedRows kept =
          leaf == leaves.get(0) ? returned : new ReturnedRows(execution, insert, rows.size());
      works.put(
          leaf,
          new LeafTransactions.Part<>(
              Participant.COPIES,
              connection ->
                  clock.atInstant(
                      connection, now, () -> chunks(insert, rows, all, 0, connection, kept))));
    }
    return new LeafTransactions(execution).run(works, false, LeafTransactions.Order.IN_TURN).get(0);
  }

  private long chunks(
      PlacedRows insert,
      List<InsertRow> rows,
      List<Integer> indices,
      int partition,
      SharedConnection connection,
      ReturnedRows returned)
      throws SQLException {
    int most = InsertTexts.rowsPerStatement(insert);
    long count = 0;
    for (int from = 0; from < indices.size(); from += most) {
      List<Integer> chunk = indices.subList(from, Math.min(indices.size(), from + most));
      count += send(returned, connection, insert, rows, chunk, partition);
    }
    return count;
  }

  private long send(
      ReturnedRows returned,
      SharedConnection connection,
      PlacedRows insert,
      List<InsertRow> rows,
      List<Integer> indices,
      int partition)
      throws SQLException {
    try {
      return returned.send(
          connection, InsertTexts.of(execution, insert, rows, indices, partition), indices);
    } catch (SQLException e) {
      throw switch (execution.dialect().engine()) {
        case MYSQL -> MySqlError.reworded(e, message -> byRowOfUser(message, rows, indices));
        case POSTGRESQL -> e;
      };
    }
  }

  /** MySQL counts the rows that a leaf got; the user those of the statement. */
  private String byRowOfUser(String message, List<InsertRow> rows, List<Integer> indices) {
    int number = NamedRow.in(message);
    if (number < 1 || number > indices.size()) {
      return message;
    }
    int index = indices.get(number - 1);
    // The rows of a batch have a statement each.
    boolean batch = rows.get(index).bindings() != execution.bindings();
    return NamedRow.with(message, batch ? 1 : index + 1);
  }

  /** The rows of each partition, by their places in the statement. */
  private Map<Integer, List<Integer>> placed(
      PlacedRows insert, List<InsertRow> rows, int partitions) throws SQLException {
    Map<Integer, List<Integer>> placed = new TreeMap<>();
    if (insert.key() == null) {
      int start = ThreadLocalRandom.current().nextInt(partitions);
      int together = Math.max(KEYLESS_ROWS, rows.size() / partitions + 1);
      for (int i = 0; i < rows.size(); i++) {
        placed.computeIfAbsent((start + i / together) % partitions, p -> new ArrayList<>()).add(i);
      }
      return placed;
    }
    int[] found = new RowPlacement(execution, insert).partitions(rows, partitions);
    for (int i = 0; i < found.length; i++) {
      placed.computeIfAbsent(found[i], p -> new ArrayList<>()).add(i);
    }
    return placed;
  }

  private static @Nullable List<Object> issuedOf(
      PlacedRows insert, List<InsertRow> rows, boolean issued) {
    if (!issued || insert.issued() == null) {
      return null;
    }
    List<Object> ids = new ArrayList<>(rows.size());
    for (InsertRow row : rows) {
      Parameter id = row.computed(insert.issued().position());
      if (id != null && id.value() != null) {
        ids.add(id.value());
      }
    }
    return ids;
  }
}
