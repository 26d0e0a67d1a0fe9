package io.canopydb.driver.ids;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.command.SyncVariable;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Sequence;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.store.IdRanges;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Issues numbers from blocks that it reserves in the metadata store, the next block in the
 * background before the present one is used up. Safe for use by many threads; each name has its own
 * lock.
 */
public final class RangeIdIssuer implements IdIssuer {
  /** A block is at most this part of the numbers that a column can have. */
  private static final long BLOCKS_IN_COLUMN = 10_000;

  private final Supplier<ClusterSnapshot> cluster;
  private final IdRanges store;
  private final Executor background;
  private final ConcurrentMap<Key, NumberRange> ranges = new ConcurrentHashMap<>();

  private record Key(String database, String name) {}

  /**
   * An issuer without any block yet.
   *
   * @param background where blocks are fetched ahead; may refuse work, which then is done by those
   *     who need the numbers
   */
  public RangeIdIssuer(MetadataStore store, Executor background) {
    this(store::snapshot, store.idRanges(), background);
  }

  /** As above, from the two parts of a store that it uses. */
  public RangeIdIssuer(Supplier<ClusterSnapshot> cluster, IdRanges store, Executor background) {
    this.cluster = cluster;
    this.store = store;
    this.background = background;
  }

  @Override
  public long[] next(String database, String name, long firstEver, long largest, int count)
      throws SQLException {
    ClusterSnapshot snapshot = cluster.get();
    long block = blockSize(snapshot, firstEver, largest);
    try {
      return range(snapshot, database, name).next(firstEver, block, count);
    } catch (MetadataException e) {
      throw failed(e, name);
    }
  }

  private static long blockSize(ClusterSnapshot snapshot, long firstEver, long largest) {
    long configured = SyncVariable.AUTO_INCREMENT_BLOCK_SIZE.number(snapshot);
    // As a double, because from Long.MIN_VALUE to Long.MAX_VALUE does not fit a long.
    double share = ((double) largest - (double) firstEver) / BLOCKS_IN_COLUMN;
    return Math.max(1, Math.min(configured, (long) share));
  }

  @Override
  public void observe(String database, String name, long value) throws SQLException {
    ClusterSnapshot snapshot = cluster.get();
    try {
      range(snapshot, database, name)
          .observe(value, SyncVariable.AUTO_INCREMENT_BLOCK_SIZE.number(snapshot));
    } catch (MetadataException e) {
      throw failed(e, name);
    }
  }

  @Override
  public void forget(String database, String name) {
    ranges.remove(new Key(database, name));
  }

  private NumberRange range(ClusterSnapshot snapshot, String database, String name) {
    Object run = run(snapshot, database, name);
    Key key = new Key(database, name);
    NumberRange range = ranges.get(key);
    if (range != null && range.run().equals(run)) {
      return range;
    }
    return ranges.compute(
        key,
        (same, present) ->
            present != null && present.run().equals(run)
                ? present
                : new NumberRange(run, store, database, name, background));
  }

  /** What changes when the numbers of a name start anew. */
  private static Object run(ClusterSnapshot snapshot, String database, String name) {
    Database known = snapshot.databases().get(database);
    if (known == null) {
      return "";
    }
    Sequence sequence = known.sequences().get(name);
    if (sequence != null) {
      return sequence;
    }
    int dot = name.lastIndexOf('.');
    Table table = dot < 0 ? null : known.tables().get(name.substring(0, dot));
    return table == null ? "" : (Object) table.numbering();
  }

  private static SQLException failed(MetadataException e, String name) {
    return switch (e.reason()) {
      case UNREACHABLE, TIMEOUT ->
          CanopyError.STORE_UNREACHABLE.causedBy(e, "the cluster's address", e.getMessage());
      case NOT_FOUND, CONFLICT, UNREADABLE, TOO_LARGE ->
          CanopyError.STORE_FAILED.causedBy(
              e, e.getMessage(), "see why no numbers for " + name + " can be reserved");
    };
  }
}
