package io.canopydb.driver.ddl;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.error.StoreErrors;
import io.canopydb.driver.execute.move.RowMover;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.store.DrainScope;
import io.canopydb.metadata.store.MetadataEditRejected;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Gives tables another shard key, or their first: their rows are laid where it says, and nobody
 * uses the tables from before that until the metadata say how their rows lie.
 *
 * <p>First the tables are published as moving: no statement begins to use them from then on, and
 * this waits until those that do have ended ({@link MetadataStore#drained}). Then the rows move,
 * and then the statement runs in the partitions, where each unique key sees all rows that it may
 * not let stand together. Its end publishes the shard key. Where it fails, or whoever runs it dies,
 * the rows are laid back, and the tables opened again as they were; in a table without a shard key
 * rows that have moved do no harm.
 */
final class RowMoves {
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final DdlRun run;
  private final RowMover mover;

  RowMoves(DdlRun run) {
    this.run = run;
    this.mover = run.tools().mover();
  }

  void run(List<RowMove> moves) throws SQLException {
    if (moves.isEmpty()) {
      return;
    }
    close(moves.stream().map(move -> move.table().name()).collect(Collectors.toSet()));
    run.tools().faults().reach("tables closed");
    for (RowMove move : moves) {
      run.checkLock();
      RowMover.Job job = job(move.table(), move.refusesNull());
      if (move.obstacle().isEmpty()) {
        mover.move(job, run::checkLock);
      } else if (!mover.isEmpty(job)) {
        throw CanopyError.UNPLACEABLE_ROWS.with(
            move.table().name(),
            move.obstacle().get(),
            "do it in two statements, or make a new table, and copy the rows with INSERT .."
                + " SELECT");
      }
      run.tools().faults().reach("rows moved");
    }
  }

  private RowMover.Job job(Table table, boolean refusesNull) {
    Map<Leaf, List<Integer>> holders = new LinkedHashMap<>();
    run.places()
        .byLeaf()
        .forEach(
            (leaf, places) -> {
              List<Integer> ordinals =
                  places.stream().filter(place -> !place.isShell()).map(Place::ordinal).toList();
              if (!ordinals.isEmpty()) {
                holders.put(leaf, ordinals);
              }
            });
    SessionSettings settings = DdlRun.withLockTimeout(run.dialect(), SessionSettings.NONE);
    return new RowMover.Job(
        run.caller().credentials(), run.database().name(), table, refusesNull, holders, settings);
  }

  /** Whether a table that partitions call so has no row. */
  boolean isEmpty(Table table, String name) throws SQLException {
    return mover.isEmpty(
        job(
            new Table(name, table.distribution(), table.columns(), table.uniqueKeys()),
            /* refusesNull= */ false));
  }

  /** Lets nobody use tables; where somebody does not let go of one, all is as before. */
  void close(Set<String> tables) throws SQLException {
    if (tables.isEmpty()) {
      return;
    }
    try {
      long version = publish(table -> tables.contains(table.name()), true);
      drained(version, tables);
    } catch (MetadataException e) {
      throw StoreErrors.of(e);
    } catch (SQLException inUse) {
      reopen(inUse);
      throw inUse;
    }
  }

  /** Opens them again, where no row has moved. */
  void reopen(SQLException because) {
    try {
      MetadataChange.barrier(run.tools().store(), publish(Table::moving, false));
    } catch (MetadataException | SQLException e) {
      because.addSuppressed(e); // who comes to use a table next does it
    }
  }

  private void drained(long version, Set<String> tables) throws SQLException, MetadataException {
    String database = run.database().name();
    try {
      run.tools()
          .store()
          .drained(
              version,
              tables.stream().map(table -> new DrainScope.OfTable(database, table)).toList(),
              DRAIN);
    } catch (MetadataException e) {
      if (e.reason() == MetadataException.Reason.TIMEOUT) {
        throw CanopyError.TABLE_IN_USE.causedBy(
            e, String.join(", ", tables), String.valueOf(e.getMessage()));
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CanopyError.CANCELLED.causedBy(e);
    }
  }

  /** Whether a database has tables that nobody may use. */
  static boolean anyClosed(MetadataStore store, String database) {
    Database found = store.snapshot().databases().get(database);
    return found != null && found.tables().values().stream().anyMatch(Table::moving);
  }

  /**
   * Lets all tables of the database be used again, with their rows where they were. Only where
   * nothing is left of the statement that closed them.
   */
  void reopen() throws SQLException {
    ClusterSnapshot now = run.tools().store().snapshot();
    Database found = now.databases().get(run.database().name());
    if (found == null || !anyClosed(run.tools().store(), found.name())) {
      return;
    }
    try {
      for (Table table : found.tables().values()) {
        if (table.moving() && table.distribution() instanceof Distribution.Sharded) {
          // Who closed it may have died before all others had let go of it.
          drained(now.version(), Set.of(table.name()));
          RowMover.Job job = job(table, /* refusesNull= */ false);
          if (!mover.isPlaced(job)) {
            mover.move(job, run::checkLock);
          }
        }
      }
      MetadataChange.barrier(run.tools().store(), publish(Table::moving, false));
    } catch (MetadataException e) {
      throw StoreErrors.of(e);
    }
  }

  private long publish(Predicate<Table> which, boolean moving)
      throws SQLException, MetadataException {
    String database = run.database().name();
    try {
      return run.tools()
          .store()
          .update(
              snapshot -> {
                Database before = snapshot.databases().get(database);
                if (before == null) {
                  throw new MetadataEditRejected("the database " + database + " is gone");
                }
                Map<String, Table> tables = new TreeMap<>(before.tables());
                tables.replaceAll(
                    (name, table) -> which.test(table) ? table.withMoving(moving) : table);
                return snapshot.withDatabase(before.withTables(tables));
              })
          .version();
    } catch (MetadataEditRejected e) {
      throw CanopyError.UNKNOWN_DATABASE.causedBy(e, database);
    }
  }
}
