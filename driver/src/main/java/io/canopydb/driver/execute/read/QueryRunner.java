package io.canopydb.driver.execute.read;

import com.mysql.cj.jdbc.result.ResultSetImpl;
import com.mysql.cj.protocol.a.result.ResultsetRowsStatic;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafResult;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.Measures;
import io.canopydb.driver.execute.PinnedStatement;
import io.canopydb.driver.execute.SqlRenderer;
import io.canopydb.driver.merge.AggregateCursor;
import io.canopydb.driver.merge.ConcatCursor;
import io.canopydb.driver.merge.LimitCursor;
import io.canopydb.driver.merge.MergeSortCursor;
import io.canopydb.driver.merge.RowCursor;
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
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.List;

/** Opens the rows of a plan. One instance runs one execution. */
public final class QueryRunner implements ReadNode.Visitor<RowCursor, SQLException> {
  private static final NestedPlans NESTED =
      (execution, plan) -> new QueryRunner(execution).open(plan);

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
    List<RowCursor> sources = routes().sources(route);
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
    List<RowCursor> sources = routes().sources(sort.input());
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
        : new RedistributeRunner(execution, NESTED).open(redistribute);
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
  public static boolean hasRows(LeafResult rows) throws SQLException {
    boolean any;
    try {
      any = rows.hasRows();
    } catch (SQLException | RuntimeException e) {
      RouteRunner.closeQuietly(rows, e);
      throw e;
    }
    if (!any) {
      rows.close();
    }
    return any;
  }

  private RouteRunner routes() {
    return new RouteRunner(execution, renderer, statements);
  }

  private LeafResult query(Leaf leaf, LeafText text) throws SQLException {
    return statements.query(execution.acquire(leaf), text);
  }
}
