package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.Template;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.move.LookupFiller;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes and fills the lookup tables of keys that become global on tables that are there. The tables
 * are closed as those whose rows move ({@link RowMoves}), until the metadata name the key: so no
 * aggregator writes past it. What is left behind where it fails is read by nobody, and replaced
 * when the name of the lookup table is taken again.
 */
final class KeyFills {
  private final DdlRun run;
  private final RowMoves closing;

  /**
   * Lays rows where the new shard keys of their tables say, and fills the lookups of keys that
   * become global, before partitions are altered.
   */
  static void prepare(DdlRun run, Decider.Decision decision) throws SQLException {
    RowMoves moves = new RowMoves(run);
    moves.run(decision.moves());
    Set<String> closed =
        decision.moves().stream().map(move -> move.table().name()).collect(Collectors.toSet());
    new KeyFills(run, moves).run(decision.fills(), closed);
  }

  KeyFills(DdlRun run, RowMoves closing) {
    this.run = run;
    this.closing = closing;
  }

  /**
   * Fills them.
   *
   * @param closed the tables that are closed already, since their rows move
   */
  void run(List<KeyFill> fills, Set<String> closed) throws SQLException {
    if (fills.isEmpty()) {
      return;
    }
    Set<String> open =
        fills.stream()
            .map(KeyFill::oldName)
            .filter(name -> !closed.contains(name))
            .collect(Collectors.toSet());
    closing.close(open);
    run.tools().faults().reach("tables closed");
    try {
      for (KeyFill fill : fills) {
        run.checkLock();
        fill(fill);
        run.tools().faults().reach("lookups filled");
      }
    } catch (SQLException e) {
      drop(fills, e);
      if (closed.isEmpty()) {
        closing.reopen(e); // no row has moved
      }
      throw e;
    }
  }

  /** What stays where this fails harms nobody. */
  private void drop(List<KeyFill> fills, SQLException because) {
    Set<String> lookups = GlobalKeyRules.lookups(fills.stream().map(KeyFill::table).toList());
    Template drop = Objects.requireNonNull(LookupTables.drop(lookups, run.dialect()).partition());
    try {
      for (Place place : partitions()) {
        try (LeafWork work = run.open(place.leaf())) {
          work.run(place, drop);
        }
      }
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  private List<Place> partitions() {
    return run.places().all().stream()
        .filter(place -> !place.isShell())
        .sorted(Comparator.comparingInt(Place::ordinal))
        .toList();
  }

  private void fill(KeyFill fill) throws SQLException {
    Table table = fill.table();
    List<Place> partitions = partitions();
    List<Template> statements = LookupTables.create(table, run.dialect());
    for (Place place : partitions) {
      try (LeafWork work = run.open(place.leaf())) {
        for (Template statement : statements) {
          work.run(place, statement);
        }
      }
    }
    if (fill.obstacle().isPresent()) {
      if (!closing.isEmpty(table, fill.oldName())) {
        throw CanopyError.UNPLACEABLE_ROWS.with(
            fill.oldName(),
            fill.obstacle().get(),
            "drop the key, change the column, and add the key by a statement of its own");
      }
      return;
    }
    List<Leaf> leaves = partitions.stream().map(Place::leaf).toList();
    for (UniqueKey key : table.globalKeys()) {
      run.tools()
          .filler()
          .fill(
              new LookupFiller.Job(
                  run.caller().credentials(),
                  run.database().name(),
                  table,
                  fill.oldName(),
                  key,
                  GlobalKeyRules.columns(key, table.distribution()),
                  leaves,
                  DdlRun.withLockTimeout(run.dialect(), SessionSettings.NONE)));
    }
  }
}
