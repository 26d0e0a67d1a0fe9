package io.canopydb.driver.execute;

import io.canopydb.driver.merge.ConcatCursor;
import io.canopydb.driver.merge.Row;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.plan.Gather;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ships rows into scratch tables of one leaf, and runs the finishing statement there. The scratch
 * tables are temporary ones of the connection, so that nothing is left behind however it ends.
 */
final class GatherRunner {
  private static final AtomicLong NUMBERS = new AtomicLong();

  /** In a transaction the target may be a source too, whose rows must then be there in whole. */
  private static final int ROWS_AT_A_TIME = 2_000;

  private final Execution execution;

  GatherRunner(Execution execution) {
    this.execution = execution;
  }

  RowCursor open(Gather gather) throws SQLException {
    ScratchTables scratch = ScratchTables.of(execution.dialect().engine());
    Leaf leaf = execution.access().anyLeaf();
    SharedConnection target =
        SharedConnection.acquireForScratch(execution.access().outside(), leaf);
    target.usesTemporaryTables();
    Map<Integer, List<String>> names = new HashMap<>();
    try {
      for (Gather.Ship ship : gather.ships()) {
        String name = newName();
        LeafText shape = execution.renderer().render(ship.shape(), 0);
        scratch.create(
            target.jdbc(), name, shape, ship.primaryKey(), ship.indexed(), execution.dialect());
        names.put(ship.id(), List.of(name));
        fill(scratch, target, name, ship);
      }
      for (Gather.Derived derived : gather.derived()) {
        String name = newName();
        LeafText query = execution.renderer().withScratch(names).render(derived.query(), 0);
        scratch.derive(target.jdbc(), name, query);
        names.put(derived.id(), List.of(name));
      }
      LeafText finish = execution.renderer().withScratch(names).render(gather.finish(), 0);
      RowCursor rows = new LeafStatements(execution).query(target.retain(), finish);
      boolean inTransaction = execution.access().inTransaction();
      return new Finished((LeafResult) rows, target, flat(names), inTransaction, scratch);
    } catch (SQLException | RuntimeException e) {
      scratch.drop(target.jdbc(), flat(names), execution.access().inTransaction(), e);
      target.release();
      throw e;
    }
  }

  private static List<String> flat(Map<Integer, List<String>> names) {
    return names.values().stream().flatMap(List::stream).toList();
  }

  private String newName() {
    return newName(execution);
  }

  /** A name that no other statement of this process has. */
  static String newName(Execution execution) {
    return execution.dialect().quoteName("canopy_scratch_" + NUMBERS.incrementAndGet());
  }

  private void fill(ScratchTables scratch, SharedConnection target, String name, Gather.Ship ship)
      throws SQLException {
    List<RowCursor> sources =
        new QueryRunner(execution.streaming(ROWS_AT_A_TIME)).sources(ship.rows());
    try (RowCursor rows = new ConcatCursor(sources)) {
      long count =
          scratch.fill(
              List.of(target.jdbc()), name, ship.columns().size(), rows, execution.fanOut());
      scratch.filled(target.jdbc(), name, count, ship.indexed(), execution.dialect());
    }
  }

  /** The result of the finishing statement; closing it drops the scratch tables. */
  private static final class Finished implements LeafCursor {
    private final LeafResult rows;
    private final SharedConnection target;
    private final Iterable<String> names;
    private final boolean inTransaction;
    private final ScratchTables scratch;
    private boolean closed;

    Finished(
        LeafResult rows,
        SharedConnection target,
        Iterable<String> names,
        boolean inTransaction,
        ScratchTables scratch) {
      this.rows = rows;
      this.target = target;
      this.names = names;
      this.inTransaction = inTransaction;
      this.scratch = scratch;
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
    public java.sql.ResultSet resultSet() {
      return rows.resultSet();
    }

    @Override
    public void close() throws SQLException {
      if (closed) {
        return;
      }
      closed = true;
      try {
        rows.close();
        scratch.drop(target.jdbc(), names, inTransaction, null);
      } finally {
        target.release();
      }
    }
  }
}
