package io.canopydb.driver.execute.read;

import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.Scatter;
import io.canopydb.driver.execute.ScratchName;
import io.canopydb.driver.execute.ScratchState;
import io.canopydb.driver.execute.SentValue;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.scratch.ScratchTables;
import io.canopydb.driver.execute.scratch.ScratchTarget;
import io.canopydb.driver.execute.scratch.ScratchUses;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.parallel.FanOut;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.KeptKeys;
import io.canopydb.driver.plan.Move;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Redistribute;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Moves rows into scratch tables of several leaves, and runs a plan over them. The connections with
 * the scratch tables are held until the rows are read.
 */
final class RedistributeRunner {
  private final Execution execution;
  private final NestedPlans nested;
  private final ScratchFill fill;
  private final Map<Leaf, ScratchTarget> targets = new LinkedHashMap<>();
  private ScratchState state;

  RedistributeRunner(Execution execution, NestedPlans nested) {
    this.execution = execution;
    this.nested = nested;
    this.fill = new ScratchFill(execution);
    this.state = execution.scratch();
  }

  RowCursor open(Redistribute redistribute) throws SQLException {
    Scatter scatter =
        Scatter.of(execution, redistribute.over().database(), redistribute.over().choice());
    try {
      for (Leaf leaf : scatter.byLeaf().keySet()) {
        SharedConnection connection = execution.acquireForScratch(execution.access(), leaf);
        targets.put(leaf, new ScratchTarget(connection, execution));
      }
      for (Move move : redistribute.moves()) {
        ScratchName name = name(move, redistribute.input(), scatter);
        state =
            state.with(
                move instanceof Move.Repartition repartition
                    ? repartition(repartition, name, scatter)
                    : broadcast(move.ship(), name));
        state = state.with(move.ship().id(), name);
      }
      List<SharedConnection> held =
          targets.values().stream().map(ScratchTarget::connection).toList();
      Execution there = execution.over(new HeldAccess(execution.access(), held), state);
      return new Finished(nested.open(there, redistribute.input()));
    } catch (SQLException | RuntimeException e) {
      end(e);
      throw e;
    }
  }

  private ScratchName name(Move move, ReadNode input, Scatter scatter) {
    int uses = 1;
    if (ScratchTables.of(execution.dialect().engine()).opensOnce()) {
      uses = ScratchUses.in(input, move.ship().id());
      if (move instanceof Move.Broadcast) {
        // Partitions of one leaf are read by one statement.
        uses *= scatter.byLeaf().values().stream().mapToInt(List::size).max().orElse(1);
      }
    }
    return new ScratchName(ScratchName.newStem(), uses);
  }

  private Map<KeptKeys, List<SentValue>> broadcast(Gather.Ship ship, ScratchName name)
      throws SQLException {
    LeafText shape = execution.renderer().render(ship.shape(), 0);
    String whole = name.whole(0, execution.dialect());
    each(target -> target.create(ship, shape, List.of(whole)));
    List<ScratchFill.Table> tables =
        targets.values().stream().map(target -> new ScratchFill.Table(target, whole)).toList();
    Map<KeptKeys, List<SentValue>> kept =
        fill.run(ship, new ScratchFill.ToAll(tables, name.copies()), state);
    each(
        target -> {
          for (int copy = 1; copy < name.copies(); copy++) {
            target.copy(whole, name.whole(copy, execution.dialect()));
          }
        });
    return kept;
  }

  private Map<KeptKeys, List<SentValue>> repartition(
      Move.Repartition move, ScratchName name, Scatter scatter) throws SQLException {
    Gather.Ship ship = move.ship();
    LeafText shape = execution.renderer().render(ship.shape(), 0);
    Map<ScratchTarget, List<Integer>> partitions = new LinkedHashMap<>();
    ScratchFill.@Nullable Table[] tables = new ScratchFill.@Nullable Table[scatter.map().count()];
    scatter
        .byLeaf()
        .forEach(
            (leaf, ordinals) -> {
              ScratchTarget target = targets.get(leaf);
              partitions.put(target, ordinals);
              for (int ordinal : ordinals) {
                tables[ordinal] =
                    new ScratchFill.Table(
                        target, name.ofPartition(ordinal, 0, execution.dialect()));
              }
            });
    each(
        target ->
            target.create(
                ship,
                shape,
                partitions.get(target).stream()
                    .map(ordinal -> name.ofPartition(ordinal, 0, execution.dialect()))
                    .toList()));
    Map<KeptKeys, List<SentValue>> kept =
        fill.run(
            ship,
            new PartitionDestinations(move.key(), ship.columns().size() + 1, Arrays.asList(tables)),
            state);
    each(
        target -> {
          for (int ordinal : partitions.get(target)) {
            for (int copy = 1; copy < name.copies(); copy++) {
              target.copy(
                  name.ofPartition(ordinal, 0, execution.dialect()),
                  name.ofPartition(ordinal, copy, execution.dialect()));
            }
          }
        });
    return kept;
  }

  /** Something that is done on one leaf. */
  private interface Step {
    void on(ScratchTarget target) throws SQLException;
  }

  private void each(Step step) throws SQLException {
    List<Callable<Boolean>> parts = new ArrayList<>();
    for (ScratchTarget target : targets.values()) {
      parts.add(
          () -> {
            step.on(target);
            return true;
          });
    }
    FanOut.Results<Boolean> results = execution.fanOut().run(parts);
    if (!results.failures().isEmpty()) {
      throw results.failures().get(0);
    }
  }

  /**
   * Drops the scratch tables and gives the connections back.
   *
   * @param because what failed before, which gets what fails here
   */
  private void end(@Nullable Exception because) throws SQLException {
    SQLException first = null;
    for (ScratchTarget target : targets.values()) {
      try {
        target.end(false, because);
      } catch (SQLException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** The rows of the plan; closing them drops the scratch tables. */
  private final class Finished extends RowsThenEnd {
    Finished(RowCursor rows) {
      super(rows);
    }

    @Override
    void end(@Nullable Exception because) throws SQLException {
      RedistributeRunner.this.end(because);
    }
  }
}
