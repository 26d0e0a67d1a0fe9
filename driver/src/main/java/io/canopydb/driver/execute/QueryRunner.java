package io.canopydb.driver.execute;

import com.mysql.cj.jdbc.result.ResultSetImpl;
import com.mysql.cj.protocol.a.result.ResultsetRowsStatic;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.merge.AggregateCursor;
import io.canopydb.driver.merge.ConcatCursor;
import io.canopydb.driver.merge.LimitCursor;
import io.canopydb.driver.merge.MergeSortCursor;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.parallel.FanOut;
import io.canopydb.driver.plan.Aggregate;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.Limit;
import io.canopydb.driver.plan.Lookup;
import io.canopydb.driver.plan.MergeSort;
import io.canopydb.driver.plan.OneOrMany;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Redistribute;
import io.canopydb.driver.plan.Refused;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.Target;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Opens the rows of a plan. One instance runs one execution. */
public final class QueryRunner implements ReadNode.Visitor<RowCursor, SQLException> {
  private final Execution execution;
  private final SqlRenderer renderer;
  private final LeafStatements statements;

  public QueryRunner(Execution execution) {
    this.execution = execution;
    this.renderer = execution.renderer();
    this.statements = new LeafStatements(execution);
  }

  /** The rows; the caller closes them. */
  public RowCursor open(ReadNode node) throws SQLException {
    Measures measures = execution.measures();
    if (measures == null || node instanceof Route) {
      return node.accept(this);
    }
    long begun = System.nanoTime();
    return measures.of(node, null, node.accept(this), begun);
  }

  @Override
  public RowCursor route(Route route) throws SQLException {
    List<RowCursor> sources = sources(route);
    return sources.size() == 1 ? sources.get(0) : new ConcatCursor(sources);
  }

  @Override
  public RowCursor oneOrMany(OneOrMany choice) throws SQLException {
    PinnedStatement pinned = PinnedStatement.of(execution, choice);
    return pinned == null ? open(choice.many()) : query(pinned.leaf(), pinned.text());
  }

  @Override
  public RowCursor lookup(Lookup lookup) throws SQLException {
    LookupRunner.Found found = new LookupRunner(execution).find(lookup.row(), lookup.whole().sql());
    if (found == null) {
      return open(lookup.many());
    }
    LeafResult rows = query(found.statement().leaf(), found.statement().text());
    return found.certain() || hasRows(rows) ? rows : open(lookup.many());
  }

  @Override
  public RowCursor mergeSort(MergeSort sort) throws SQLException {
    List<RowCursor> sources = sources(sort.input());
    return sources.size() == 1 ? sources.get(0) : new MergeSortCursor(sources, sort.keys());
  }

  @Override
  public RowCursor limit(Limit limit) throws SQLException {
    long rows = renderer.count(limit.limit(), LimitCursor.UNLIMITED);
    long offset = renderer.count(limit.offset(), 0);
    return new LimitCursor(open(limit.input()), rows, offset);
  }

  @Override
  public RowCursor aggregate(Aggregate aggregate) throws SQLException {
    return new AggregateCursor(open(aggregate.input()), aggregate.keys(), aggregate.columns());
  }

  @Override
  public RowCursor redistribute(Redistribute redistribute) throws SQLException {
    return execution.access().inTransaction()
        ? open(redistribute.inTransaction())
        : new RedistributeRunner(execution).open(redistribute);
  }

  @Override
  public RowCursor gather(Gather gather) throws SQLException {
    return new GatherRunner(execution).open(gather);
  }

  @Override
  public RowCursor refused(Refused refused) throws SQLException {
    throw CanopyError.UNSUPPORTED.with(refused.why().construct(), refused.why().wayRound());
  }

  /** Whether rows are those of a statement that one leaf ran as the user wrote it. */
  public static boolean ofOneLeaf(RowCursor rows) {
    return rows instanceof LeafResult;
  }

  /** How many rows one leaf has given; negative where that is not known before they are read. */
  public static long size(RowCursor rows) {
    return rows instanceof LeafResult result
            && result.resultSet() instanceof ResultSetImpl given
            && given.getRows() instanceof ResultsetRowsStatic all
        ? all.size()
        : -1;
  }

  /** Whether there are rows; where there are none the result is closed. */
  static boolean hasRows(LeafResult rows) throws SQLException {
    boolean any;
    try {
      any = rows.hasRows();
    } catch (SQLException | RuntimeException e) {
      closeQuietly(rows, e);
      throw e;
    }
    if (!any) {
      rows.close();
    }
    return any;
  }

  LeafResult query(Leaf leaf, LeafText text) throws SQLException {
    return statements.query(SharedConnection.acquire(execution, leaf), text);
  }

  private RowCursor counted(Route route, Leaf leaf, RowCursor rows, long begun) {
    Measures measures = execution.measures();
    return measures == null ? rows : measures.of(route, leaf, rows, begun);
  }

  private RowCursor counted(Route route, Leaf leaf, LeafText text) throws SQLException {
    long begun = System.nanoTime();
    return counted(route, leaf, query(leaf, text), begun);
  }

  /** One cursor for each leaf, or for each partition where those of a leaf can't be joined. */
  List<RowCursor> sources(Route route) throws SQLException {
    Target target = route.target();
    if (target instanceof Target.Partitions partitions) {
      return scattered(route, partitions);
    }
    if (target instanceof Target.PinnedLeaf) {
      execution.access().pin();
      return List.of(
          counted(route, execution.access().pinnedLeaf(), renderer.render(route.sql(), 0)));
    }
    if (target instanceof Target.LockLeaf) {
      return List.of(
          counted(route, execution.access().lockLeaf(), renderer.render(route.sql(), 0)));
    }
    if (target instanceof Target.FirstLeaf || target instanceof Target.EveryLeaf) {
      Leaf first = execution.snapshot().leaves().values().iterator().next();
      return List.of(counted(route, first, renderer.render(route.sql(), 0)));
    }
    LeafText text = renderer.render(route.sql(), 0);
    return List.of(execution.access().<RowCursor>askAny(leaf -> counted(route, leaf, text)));
  }

  private List<RowCursor> scattered(Route route, Target.Partitions target) throws SQLException {
    Scatter scatter = Scatter.of(execution, target.database(), target.choice());
    if (scatter.onePartition()) {
      Map.Entry<Leaf, List<Integer>> only = scatter.first();
      return List.of(
          counted(
              route,
              only.getKey(),
              renderer.partition(route.sql(), only.getValue().get(0), scatter.map().count())));
    }
    List<Callable<List<RowCursor>>> parts = new ArrayList<>();
    scatter.byLeaf().forEach((leaf, ordinals) -> parts.add(() -> onLeaf(route, leaf, ordinals)));
    FanOut.Results<List<RowCursor>> results = execution.fanOut().run(parts);
    List<RowCursor> cursors = new ArrayList<>();
    results.values().forEach(cursors::addAll);
    if (!results.failures().isEmpty()) {
      SQLException failure = results.failures().get(0);
      for (RowCursor cursor : cursors) {
        closeQuietly(cursor, failure);
      }
      throw failure;
    }
    return cursors;
  }

  private List<RowCursor> onLeaf(Route route, Leaf leaf, List<Integer> ordinals)
      throws SQLException {
    SharedConnection connection = SharedConnection.acquire(execution, leaf);
    List<RowCursor> cursors = new ArrayList<>();
    long begun = System.nanoTime();
    try {
      if (route.unionTail() == null) {
        // Connector/J can't stream several results of one connection.
        boolean alone = ordinals.size() == 1 || execution.dialect().engine() == Engine.POSTGRESQL;
        LeafStatements each = alone ? statements : new LeafStatements(execution.streaming(0));
        for (int ordinal : ordinals) {
          LeafText text = renderer.render(route.sql(), ordinal);
          cursors.add(counted(route, leaf, each.query(connection.retain(), text), begun));
        }
      } else {
        LeafText text = renderer.union(route, ordinals);
        cursors.add(counted(route, leaf, statements.query(connection.retain(), text), begun));
      }
      return cursors;
    } catch (SQLException | RuntimeException e) {
      for (RowCursor cursor : cursors) {
        closeQuietly(cursor, e);
      }
      throw e;
    } finally {
      connection.release();
    }
  }

  static void closeQuietly(RowCursor cursor, Exception because) {
    try {
      cursor.close();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }
}
