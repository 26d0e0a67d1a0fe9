package io.canopydb.driver.execute;

import io.canopydb.driver.merge.ConcatCursor;
import io.canopydb.driver.merge.Row;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.parallel.FanOut;
import io.canopydb.driver.plan.Broadcast;
import io.canopydb.driver.plan.Gather;
import io.canopydb.metadata.model.Leaf;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Ships rows into scratch tables of several leaves, and runs a plan over them. The scratch tables
 * are temporary ones of connections that are held until the rows are read, so that nothing is left
 * behind however it ends.
 */
final class BroadcastRunner {
  private static final int ROWS_AT_A_TIME = 2_000;

  private final Execution execution;
  private final ScratchTables scratch;

  BroadcastRunner(Execution execution) {
    this.execution = execution;
    this.scratch = ScratchTables.of(execution.dialect().engine());
  }

  RowCursor open(Broadcast broadcast) throws SQLException {
    Scatter scatter = Scatter.of(execution, broadcast.over().database(), broadcast.over().choice());
    int copies = scatter.byLeaf().values().stream().mapToInt(List::size).max().orElse(1);
    Map<Leaf, SharedConnection> held = new LinkedHashMap<>();
    Map<Integer, List<String>> names = new HashMap<>();
    try {
      for (Leaf leaf : scatter.byLeaf().keySet()) {
        held.put(leaf, SharedConnection.acquireForScratch(execution.access(), leaf));
      }
      for (Gather.Ship ship : broadcast.ships()) {
        ship(ship, held.values().stream().toList(), copies, names);
      }
      Execution there = execution.over(new HeldAccess(execution.access(), held.values()), names);
      return new Finished(new QueryRunner(there).open(broadcast.input()), held, names);
    } catch (SQLException | RuntimeException e) {
      end(held, names, e);
      throw e;
    }
  }

  private void ship(
      Gather.Ship ship,
      List<SharedConnection> targets,
      int copies,
      Map<Integer, List<String>> names)
      throws SQLException {
    String name = GatherRunner.newName(execution);
    LeafText shape = execution.renderer().render(ship.shape(), 0);
    names.put(ship.id(), List.of(name));
    each(
        targets,
        target ->
            scratch.create(
                target.jdbc(),
                name,
                shape,
                ship.primaryKey(),
                ship.indexed(),
                execution.dialect()));
    List<RowCursor> sources =
        new QueryRunner(execution.streaming(ROWS_AT_A_TIME)).sources(ship.rows());
    try (RowCursor rows = new ConcatCursor(sources)) {
      List<Connection> connections = targets.stream().map(SharedConnection::jdbc).toList();
      long count = scratch.fill(connections, name, ship.columns().size(), rows, execution.fanOut());
      each(
          targets,
          target ->
              scratch.filled(target.jdbc(), name, count, ship.indexed(), execution.dialect()));
    }
    List<List<String>> made =
        all(targets, target -> scratch.copies(target.jdbc(), name, copies, execution.dialect()));
    names.put(ship.id(), made.get(0));
  }

  /** Something that is done on one leaf. */
  private interface OnLeaf<T> {
    T on(SharedConnection target) throws SQLException;
  }

  /** Something that is done on one leaf and gives nothing. */
  private interface Step {
    void on(SharedConnection target) throws SQLException;
  }

  private void each(List<SharedConnection> targets, Step step) throws SQLException {
    all(
        targets,
        target -> {
          step.on(target);
          return true;
        });
  }

  private <T> List<T> all(List<SharedConnection> targets, OnLeaf<T> work) throws SQLException {
    List<Callable<T>> parts = new ArrayList<>();
    targets.forEach(target -> parts.add(() -> work.on(target)));
    FanOut.Results<T> results = execution.fanOut().run(parts);
    if (!results.failures().isEmpty()) {
      throw results.failures().get(0);
    }
    return results.values();
  }

  /**
   * Drops the scratch tables and gives the connections back.
   *
   * @param because what failed before, which gets what fails here
   * @return what failed first
   */
  private @Nullable SQLException end(
      Map<Leaf, SharedConnection> held,
      Map<Integer, List<String>> names,
      @Nullable Exception because) {
    List<String> all = names.values().stream().flatMap(List::stream).toList();
    SQLException first = null;
    for (SharedConnection connection : held.values()) {
      try {
        scratch.drop(connection.jdbc(), all, false, null);
      } catch (SQLException e) {
        connection.failed(e);
        if (because != null) {
          because.addSuppressed(e);
        } else if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      } finally {
        connection.release();
      }
    }
    return first;
  }

  /** The rows of the plan; closing them drops the scratch tables. */
  private final class Finished implements RowCursor {
    private final RowCursor rows;
    private final Map<Leaf, SharedConnection> held;
    private final Map<Integer, List<String>> names;
    private boolean closed;

    Finished(RowCursor rows, Map<Leaf, SharedConnection> held, Map<Integer, List<String>> names) {
      this.rows = rows;
      this.held = held;
      this.names = names;
    }

    @Override
    public boolean next() throws SQLException {
      return rows.next();
    }

    @Override
    public Row row() {
      return rows.row();
    }

    @Override
    public void close() throws SQLException {
      if (closed) {
        return;
      }
      closed = true;
      try {
        rows.close();
      } catch (SQLException e) {
        end(held, names, e);
        throw e;
      }
      SQLException failure = end(held, names, null);
      if (failure != null) {
        throw failure;
      }
    }
  }
}
