package io.canopydb.driver.execute.read;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafRow;
import io.canopydb.driver.execute.ScratchState;
import io.canopydb.driver.execute.SentValue;
import io.canopydb.driver.execute.scratch.ScratchRows;
import io.canopydb.driver.execute.scratch.ScratchTables;
import io.canopydb.driver.execute.scratch.ScratchTarget;
import io.canopydb.driver.merge.Row;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.parallel.FanOut;
import io.canopydb.driver.parse.command.SyncVariable;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.KeptKeys;
import io.canopydb.driver.plan.Target;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Moves rows from leaves into scratch tables, all sources at the same time. Memory is bounded
 * however many rows, sources and destinations there are. One instance serves one statement, and
 * counts what that has moved in all.
 */
final class ScratchFill {
  /** In a transaction the target may be a source too, whose rows must then be there in whole. */
  private static final int ROWS_AT_A_TIME = 500;

  private static final int MOST_ROWS_AT_A_TIME = 5_000;

  /** What all rows of a statement on their way may take together: less on a small heap. */
  private static final long MEMORY =
      Math.max(1L << 20, Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 32));

  /** COPY costs the less the more it gets at once; beyond this it gains little. */
  private static final long MOST_AT_A_TIME = 1L << 20;

  /** What the driver keeps for a value besides its bytes. */
  private static final int VALUE_BYTES = 64;

  private static final int MOST_PARAMETERS = 20_000;

  private final Execution execution;
  private final ScratchTables scratch;
  private final AtomicLong moved = new AtomicLong();
  private final long mostMegabytes;

  ScratchFill(Execution execution) {
    this.execution = execution;
    this.scratch = ScratchTables.of(execution.dialect().engine());
    this.mostMegabytes = SyncVariable.MAX_INTERMEDIATE_RESULT_MB.number(execution.snapshot());
  }

  /** A table on a leaf. */
  record Table(ScratchTarget target, String name) {}

  /** Which row goes where. Safe for use by several threads. */
  interface Destinations {
    /** Where nobody needs a row. */
    int NOWHERE = -1;

    int count();

    /** The destination of a row, from 0; or {@link #NOWHERE}. */
    int of(Row row) throws SQLException;

    /** The tables that each row of a destination goes to. */
    List<Table> tables(int destination);

    /** How often each of these will have the rows, its copies counted. */
    default int copies() {
      return 1;
    }
  }

  /** All rows to the same tables. */
  record ToAll(List<Table> all, int copies) implements Destinations {
    @Override
    public int count() {
      return 1;
    }

    @Override
    public int of(Row row) {
      return 0;
    }

    @Override
    public List<Table> tables(int destination) {
      return all;
    }
  }

  /**
   * Moves all rows of a ship, and makes the tables ready for queries.
   *
   * @param known what was shipped before
   * @return the values of the columns that are to be kept
   */
  Map<KeptKeys, List<SentValue>> run(Gather.Ship ship, Destinations to, ScratchState known)
      throws SQLException {
    KeyKeeper keeper = new KeyKeeper(ship, execution.dialect().engine(), mostKeys(ship));
    List<RowCursor> sources =
        new RouteRunner(execution.with(known).streaming(ROWS_AT_A_TIME)).sources(ship.rows());
    long size = Math.min(MOST_AT_A_TIME, MEMORY / Math.max(1, (long) sources.size() * to.count()));
    long fetched = MEMORY / Math.max(1, sources.size());
    AtomicLongArray counts = new AtomicLongArray(to.count());
    AtomicBoolean stop = new AtomicBoolean();
    List<Callable<Boolean>> parts = new ArrayList<>();
    for (RowCursor source : sources) {
      parts.add(
          () -> drain(source, ship.columns().size(), to, size, fetched, counts, keeper, stop));
    }
    FanOut.Results<Boolean> results = execution.fanOut().run(parts);
    if (!results.failures().isEmpty()) {
      throw results.failures().get(0);
    }
    makeReady(ship, to, counts);
    return keeper.kept();
  }

  /** On all leaves at once. */
  private void makeReady(Gather.Ship ship, Destinations to, AtomicLongArray counts)
      throws SQLException {
    Map<ScratchTarget, Map<String, Long>> byTarget = new LinkedHashMap<>();
    for (int d = 0; d < to.count(); d++) {
      for (Table table : to.tables(d)) {
        byTarget
            .computeIfAbsent(table.target(), target -> new LinkedHashMap<>())
            .put(table.name(), counts.get(d));
      }
    }
    List<Callable<Boolean>> parts = new ArrayList<>();
    byTarget.forEach(
        (target, rows) ->
            parts.add(
                () -> {
                  target.filled(ship, rows);
                  return true;
                }));
    FanOut.Results<Boolean> results = execution.fanOut().run(parts);
    if (!results.failures().isEmpty()) {
      throw results.failures().get(0);
    }
  }

  /** Each partition's statement gets all of them, and a statement takes some ten thousands. */
  private int mostKeys(Gather.Ship ship) throws SQLException {
    return ship.rows().target() instanceof Target.Partitions partitions
        ? MOST_PARAMETERS / execution.map(partitions.database()).count()
        : 0;
  }

  /** Reads a source to its end, or until another one fails, and closes it. */
  private boolean drain(
      RowCursor source,
      int columns,
      Destinations to,
      long size,
      long fetched,
      AtomicLongArray counts,
      KeyKeeper keeper,
      AtomicBoolean stop)
      throws SQLException {
    boolean well = false;
    @Nullable ScratchRows[] pending = new @Nullable ScratchRows[to.count()];
    int read = 0;
    long bytes = 0;
    try (source) {
      while (!stop.get() && source.next()) {
        int destination = to.of(source.row());
        if (destination == Destinations.NOWHERE) {
          continue;
        }
        keeper.see(source.row());
        ScratchRows rows = pending[destination];
        if (rows == null) {
          rows = scratch.newRows(columns, size);
          pending[destination] = rows;
        }
        long before = rows.bytes();
        rows.add(source.row());
        bytes += rows.bytes() - before;
        if (++read == ROWS_AT_A_TIME) {
          fetchMore(source.row(), fetched / (bytes / read + (long) columns * VALUE_BYTES));
        }
        if (rows.full()) {
          write(rows, to, destination, counts);
        }
      }
      for (int d = 0; d < pending.length; d++) {
        ScratchRows rows = pending[d];
        if (rows != null && rows.count() > 0) {
          write(rows, to, d, counts);
        }
      }
      well = true;
      return true;
    } finally {
      if (!well) {
        stop.set(true);
      }
    }
  }

  /** Now that the width of its rows is known, a source gives more of them at a time. */
  private void fetchMore(Row row, long rows) throws SQLException {
    boolean portions =
        execution.dialect().engine() == Engine.POSTGRESQL && !execution.access().inTransaction();
    if (portions && rows > ROWS_AT_A_TIME && row instanceof LeafRow leaf) {
      leaf.resultSet().setFetchSize((int) Math.min(rows, MOST_ROWS_AT_A_TIME));
    }
  }

  private void write(ScratchRows rows, Destinations to, int destination, AtomicLongArray counts)
      throws SQLException {
    List<Table> tables = to.tables(destination);
    if (moved.addAndGet(rows.bytes() * tables.size() * to.copies()) >> 20 >= mostMegabytes) {
      throw CanopyError.INTERMEDIATE_RESULT.with(mostMegabytes);
    }
    for (Table table : tables) {
      table.target().write(rows, table.name());
    }
    counts.addAndGet(destination, rows.count());
    rows.clear();
  }
}
