package io.canopydb.driver.execute.write;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.CopiedRows;
import io.canopydb.driver.execute.DescribedRows;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafResult;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.LeafTransactions;
import io.canopydb.driver.execute.PinnedStatement;
import io.canopydb.driver.execute.Scatter;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.SqlRenderer;
import io.canopydb.driver.execute.Written;
import io.canopydb.driver.execute.read.LookupRunner;
import io.canopydb.driver.execute.read.QueryRunner;
import io.canopydb.driver.execute.read.RouteRunner;
import io.canopydb.driver.merge.ConcatCursor;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.plan.InsertCells;
import io.canopydb.driver.plan.InsertQuery;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.driver.plan.KeyedWrite;
import io.canopydb.driver.plan.LookupWrite;
import io.canopydb.driver.plan.OneOrManyWrite;
import io.canopydb.driver.plan.RefusedWrite;
import io.canopydb.driver.plan.Target;
import io.canopydb.driver.plan.Write;
import io.canopydb.driver.plan.WriteNode;
import io.canopydb.driver.transaction.Participant;
import io.canopydb.metadata.model.Leaf;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs UPDATE, DELETE and the like. One instance runs one execution. */
public final class WriteRunner implements WriteNode.Visitor<Written, SQLException> {
  private final Execution execution;
  private final SqlRenderer renderer;
  private final LeafStatements statements;

  public WriteRunner(Execution execution) {
    this.execution = execution;
    this.renderer = execution.renderer();
    this.statements = new LeafStatements(execution);
  }

  /** Runs a plan that writes. */
  public Written run(WriteNode node) throws SQLException {
    return node.accept(this);
  }

  @Override
  public Written oneOrMany(OneOrManyWrite choice) throws SQLException {
    PinnedStatement pinned = PinnedStatement.of(execution, choice);
    return pinned == null
        ? run(choice.many())
        : one(
            choice.whole(),
            pinned.leaf(),
            pinned.text(),
            Participant.of(choice.database(), pinned.ordinal()));
  }

  @Override
  public Written insertRows(InsertRows insert) throws SQLException {
    return new InsertRunner(execution).run(insert);
  }

  @Override
  public Written insertQuery(InsertQuery insert) throws SQLException {
    return new InsertQueryRunner(execution).run(insert);
  }

  @Override
  public Written insertCells(InsertCells insert) throws SQLException {
    return new InsertCellsRunner(execution).run(insert);
  }

  @Override
  public Written keyedWrite(KeyedWrite write) throws SQLException {
    return new KeyedWriteRunner(execution).run(write);
  }

  @Override
  public Written refused(RefusedWrite refused) throws SQLException {
    throw CanopyError.UNSUPPORTED.with(refused.why().construct(), refused.why().wayRound());
  }

  @Override
  public Written lookup(LookupWrite lookup) throws SQLException {
    Write whole = lookup.whole();
    LookupRunner.Found found = new LookupRunner(execution).find(lookup.row(), whole.sql());
    if (found == null) {
      return run(lookup.many());
    }
    PinnedStatement pinned = found.statement();
    Set<Participant> touched = Participant.of(lookup.row().database(), pinned.ordinal());
    if (!whole.givesRows()) {
      Written written = one(whole, pinned.leaf(), pinned.text(), touched);
      return found.certain() || written.count() > 0 ? written : run(lookup.many());
    }
    LeafResult rows = returning(pinned.leaf(), pinned.text(), touched);
    return found.certain() || QueryRunner.hasRows(rows) ? described(rows) : run(lookup.many());
  }

  @Override
  public Written write(Write write) throws SQLException {
    if (write.target() instanceof Target.Partitions target) {
      return onPartitions(
          write, target.database(), Scatter.of(execution, target.database(), target.choice()));
    }
    if (write.target() instanceof Target.EveryLeaf) {
      return everywhere(write);
    }
    if (write.target() instanceof Target.PinnedLeaf) {
      execution.access().pin();
    }
    Leaf leaf = execution.access().pinnedLeaf();
    return one(write, leaf, renderer.render(write.sql(), 0), Set.of(), true);
  }

  private Written one(Write write, Leaf leaf, LeafText text, Set<Participant> touched)
      throws SQLException {
    return one(write, leaf, text, touched, false);
  }

  /**
   * Writes on one leaf.
   *
   * @param numbers whether the leaf numbers the rows, those of a temporary table
   */
  private Written one(
      Write write, Leaf leaf, LeafText text, Set<Participant> touched, boolean numbers)
      throws SQLException {
    if (write.givesRows()) {
      return described(returning(leaf, text, touched));
    }
    SharedConnection connection = execution.acquire(leaf);
    connection.wrote(touched);
    try {
      long count = statements.update(connection, text);
      return numbers
          ? LeafNumbers.written(execution, connection, text, count)
          : new Written(count, null, 0);
    } finally {
      connection.release();
    }
  }

  private LeafResult returning(Leaf leaf, LeafText text, Set<Participant> touched)
      throws SQLException {
    SharedConnection connection = execution.acquire(leaf);
    connection.wrote(touched);
    return statements.query(connection, text);
  }

  private static Written described(LeafResult rows) throws SQLException {
    try {
      return new Written(0, new DescribedRows(rows, rows.resultSet().getMetaData()), 0);
    } catch (SQLException | RuntimeException e) {
      RouteRunner.closeQuietly(rows, e);
      throw e;
    }
  }

  private Written onPartitions(Write write, String database, Scatter scatter) throws SQLException {
    Map<Leaf, List<Integer>> byLeaf = scatter.byLeaf();
    if (scatter.onePartition()) {
      Map.Entry<Leaf, List<Integer>> only = scatter.first();
      return one(
          write,
          only.getKey(),
          renderer.partition(write.sql(), only.getValue().get(0), scatter.map().count()),
          Participant.of(database, only.getValue().get(0)));
    }
    Instant now = write.sameInstant() && byLeaf.size() > 1 ? execution.now() : null;
    Map<Leaf, LeafTransactions.Part<Part>> works = new LinkedHashMap<>();
    byLeaf.forEach(
        (leaf, ordinals) ->
            works.put(
                leaf,
                new LeafTransactions.Part<>(
                    Participant.of(database, ordinals),
                    connection ->
                        statements.atInstant(
                            connection, now, () -> part(write, connection, ordinals)))));
    return sum(new LeafTransactions(execution).run(works, false, LeafTransactions.Order.TOGETHER));
  }

  /** What one leaf came to. */
  private record Part(long count, List<RowCursor> rows, @Nullable ResultSetMetaData metaData) {}

  private Part part(Write write, SharedConnection connection, List<Integer> ordinals)
      throws SQLException {
    long count = 0;
    List<RowCursor> rows = new ArrayList<>();
    ResultSetMetaData metaData = null;
    for (int ordinal : ordinals) {
      LeafText text = renderer.render(write.sql(), ordinal);
      if (write.givesRows()) {
        LeafResult result = statements.query(connection.retain(), text);
        metaData = result.resultSet().getMetaData();
        rows.add(CopiedRows.of(result, metaData.getColumnCount()));
      } else {
        count += statements.update(connection, text);
      }
    }
    return new Part(count, rows, metaData);
  }

  private static Written sum(List<Part> parts) {
    long count = 0;
    List<RowCursor> rows = new ArrayList<>();
    ResultSetMetaData metaData = null;
    for (Part part : parts) {
      count += part.count();
      rows.addAll(part.rows());
      metaData = part.metaData();
    }
    return new Written(
        count, metaData == null ? null : new DescribedRows(new ConcatCursor(rows), metaData), 0);
  }

  /** A write that each leaf's copy gets: the lowest leaf first, so that no two wait in a circle. */
  private Written everywhere(Write write) throws SQLException {
    LeafText text = renderer.render(write.sql(), 0);
    List<Leaf> leaves = execution.onlineLeaves();
    Instant now = write.sameInstant() && leaves.size() > 1 ? execution.now() : null;
    Map<Leaf, LeafTransactions.Part<Part>> works = new LinkedHashMap<>();
    for (Leaf leaf : leaves) {
      works.put(
          leaf,
          new LeafTransactions.Part<>(
              Participant.COPIES,
              connection ->
                  statements.atInstant(connection, now, () -> copy(write, connection, text))));
    }
    List<Part> parts =
        new LeafTransactions(execution).run(works, false, LeafTransactions.Order.IN_TURN);
    return sum(List.of(parts.get(0)));
  }

  private Part copy(Write write, SharedConnection connection, LeafText text) throws SQLException {
    if (!write.givesRows()) {
      return new Part(statements.update(connection, text), List.of(), null);
    }
    LeafResult result = statements.query(connection.retain(), text);
    ResultSetMetaData metaData = result.resultSet().getMetaData();
    return new Part(0, List.of(CopiedRows.of(result, metaData.getColumnCount())), metaData);
  }
}
