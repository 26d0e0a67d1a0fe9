package io.canopydb.driver.execute.write;

import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.LeafTransactions;
import io.canopydb.driver.execute.PinnedStatement;
import io.canopydb.driver.plan.OneOrManyWrite;
import io.canopydb.driver.transaction.Participant;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs one UPDATE or DELETE for many sets of values, each of which pins a partition. The leaves
 * work at the same time, each in the order of its rows; all of it is done, or nothing. One instance
 * runs one batch.
 */
public final class WriteBatchRunner {
  private final Execution execution;
  private final Map<Leaf, Map<Integer, Rows>> byLeaf = new LinkedHashMap<>();
  private int count;
  private String database = "";

  /** The rows of one partition: the statement, and for each its place in the batch. */
  private record Rows(String sql, List<Integer> places, List<LeafText> texts) {}

  public WriteBatchRunner(Execution execution) {
    this.execution = execution;
  }

  /** Adds a row; false, and the batch is of no use, where its values pin no partition. */
  public boolean add(OneOrManyWrite choice, Execution row) throws SQLException {
    PinnedStatement pinned = PinnedStatement.of(row, choice);
    if (pinned == null) {
      return false;
    }
    database = choice.database();
    LeafText text = pinned.text();
    Rows rows =
        byLeaf
            .computeIfAbsent(pinned.leaf(), leaf -> new TreeMap<>())
            .computeIfAbsent(
                pinned.ordinal(),
                ordinal -> new Rows(text.sql(), new ArrayList<>(), new ArrayList<>()));
    if (!rows.sql().equals(text.sql())) {
      return false;
    }
    rows.places().add(count++);
    rows.texts().add(text);
    return true;
  }

  /** Runs what was added; how many rows of the table each row of the batch has changed. */
  public long[] run() throws SQLException {
    LeafStatements statements = new LeafStatements(execution);
    long[] counts = new long[count];
    Map<Leaf, LeafTransactions.Part<Boolean>> works = new LinkedHashMap<>();
    byLeaf.forEach(
        (leaf, partitions) ->
            works.put(
                leaf,
                new LeafTransactions.Part<>(
                    Participant.of(database, partitions.keySet()),
                    connection -> {
                      for (Rows rows : partitions.values()) {
                        long[] found = statements.batch(connection, rows.texts());
                        for (int i = 0; i < found.length; i++) {
                          // Each place is written by one leaf only, and read when all are done.
                          counts[rows.places().get(i)] = found[i];
                        }
                      }
                      return true;
                    })));
    new LeafTransactions(execution).run(works, false, LeafTransactions.Order.TOGETHER);
    return counts;
  }
}
