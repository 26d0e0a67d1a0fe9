package io.canopydb.driver.execute.read;

import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.Measures;
import io.canopydb.driver.execute.Scatter;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.SqlRenderer;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.parallel.FanOut;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.Target;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Opens what leaves give of a route. One instance runs one execution. */
public final class RouteRunner {
  private final Execution execution;
  private final SqlRenderer renderer;
  private final LeafStatements statements;

  RouteRunner(Execution execution) {
    this(execution, execution.renderer(), new LeafStatements(execution));
  }

  RouteRunner(Execution execution, SqlRenderer renderer, LeafStatements statements) {
    this.execution = execution;
    this.renderer = renderer;
    this.statements = statements;
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
    SharedConnection connection = execution.acquire(leaf);
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

  private RowCursor counted(Route route, Leaf leaf, RowCursor rows, long begun) {
    Measures measures = execution.measures();
    return measures == null ? rows : measures.of(route, leaf, rows, begun);
  }

  private RowCursor counted(Route route, Leaf leaf, LeafText text) throws SQLException {
    long begun = System.nanoTime();
    return counted(route, leaf, statements.query(execution.acquire(leaf), text), begun);
  }

  public static void closeQuietly(RowCursor cursor, Exception because) {
    try {
      cursor.close();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }
}
