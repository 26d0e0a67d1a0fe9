package io.canopydb.driver.execute.read;

import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafCursor;
import io.canopydb.driver.execute.LeafResult;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.ScratchName;
import io.canopydb.driver.execute.ScratchState;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.scratch.ScratchTables;
import io.canopydb.driver.execute.scratch.ScratchTarget;
import io.canopydb.driver.execute.scratch.ScratchUses;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.plan.Gather;
import io.canopydb.metadata.model.Leaf;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ships rows into scratch tables of one leaf, and runs the finishing statement there. */
final class GatherRunner {
  private final Execution execution;
  private final ScratchFill fill;

  GatherRunner(Execution execution) {
    this.execution = execution;
    this.fill = new ScratchFill(execution);
  }

  RowCursor open(Gather gather) throws SQLException {
    Leaf leaf = execution.access().anyLeaf();
    SharedConnection connection = execution.acquireForScratch(execution.access().outside(), leaf);
    connection.usesTemporaryTables();
    ScratchTarget target = new ScratchTarget(connection, execution);
    boolean inTransaction = execution.access().inTransaction();
    ScratchState state = execution.scratch();
    try {
      for (Gather.Ship ship : gather.ships()) {
        ScratchName name = name(gather, ship.id());
        String whole = name.whole(0, execution.dialect());
        target.create(ship, execution.renderer().render(ship.shape(), 0), List.of(whole));
        ScratchFill.Table table = new ScratchFill.Table(target, whole);
        state =
            state.with(fill.run(ship, new ScratchFill.ToAll(List.of(table), name.copies()), state));
        copies(target, name);
        state = state.with(ship.id(), name);
      }
      for (Gather.Derived derived : gather.derived()) {
        ScratchName name = name(gather, derived.id());
        LeafText query = execution.renderer().withScratch(state).render(derived.query(), 0);
        target.derive(name.whole(0, execution.dialect()), query);
        copies(target, name);
        state = state.with(derived.id(), name);
      }
      LeafText finish = execution.renderer().withScratch(state).render(gather.finish(), 0);
      LeafResult rows = new LeafStatements(execution).query(connection.retain(), finish);
      return new Finished(rows, target, inTransaction);
    } catch (SQLException | RuntimeException e) {
      target.end(inTransaction, e);
      throw e;
    }
  }

  private ScratchName name(Gather gather, int id) {
    boolean once = ScratchTables.of(execution.dialect().engine()).opensOnce();
    return new ScratchName(ScratchName.newStem(), once ? ScratchUses.in(gather, id) : 1);
  }

  private void copies(ScratchTarget target, ScratchName name) throws SQLException {
    for (int copy = 1; copy < name.copies(); copy++) {
      target.copy(name.whole(0, execution.dialect()), name.whole(copy, execution.dialect()));
    }
  }

  /** The result of the finishing statement; closing it drops the scratch tables. */
  private static final class Finished extends RowsThenEnd implements LeafCursor {
    private final LeafResult rows;
    private final ScratchTarget target;
    private final boolean inTransaction;

    Finished(LeafResult rows, ScratchTarget target, boolean inTransaction) {
      super(rows);
      this.rows = rows;
      this.target = target;
      this.inTransaction = inTransaction;
    }

    @Override
    public ResultSet resultSet() {
      return rows.resultSet();
    }

    @Override
    void end(@Nullable Exception because) throws SQLException {
      target.end(inTransaction, because);
    }
  }
}
