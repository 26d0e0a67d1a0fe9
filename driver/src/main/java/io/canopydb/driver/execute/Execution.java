package io.canopydb.driver.execute;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.LogicalErrors;
import io.canopydb.driver.dispatch.Dispatch;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.ids.IdIssuer;
import io.canopydb.driver.parallel.FanOut;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.model.PartitionMap;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * All that one execution of a plan needs.
 *
 * @param prepared whether the application prepared it, so that leaves are sent prepared statements
 * @param aftermath what its leaf statements leave for the session
 * @param now the present time, on all leaves
 * @param sizes of sharded tables, for the catalogue
 * @param scratch the scratch tables that lie on the leaves
 * @param measures what counts the rows of each node; null where nobody asks
 */
public record Execution(
    ClusterSnapshot snapshot,
    Dialect dialect,
    Bindings bindings,
    LeafAccess access,
    Dispatch dispatch,
    Executor executor,
    ExecuteOptions options,
    boolean prepared,
    Aftermath aftermath,
    Instant now,
    IdIssuer ids,
    TableSizes sizes,
    ScratchState scratch,
    @Nullable Measures measures) {

  /** An execution that has no scratch tables yet. */
  public Execution(
      ClusterSnapshot snapshot,
      Dialect dialect,
      Bindings bindings,
      LeafAccess access,
      Dispatch dispatch,
      Executor executor,
      ExecuteOptions options,
      boolean prepared,
      Aftermath aftermath,
      Instant now,
      IdIssuer ids,
      TableSizes sizes) {
    this(
        snapshot,
        dialect,
        bindings,
        access,
        dispatch,
        executor,
        options,
        prepared,
        aftermath,
        now,
        ids,
        sizes,
        ScratchState.NONE,
        null);
  }

  /**
   * This execution for rows that Canopy itself reads, so many at a time unless in a transaction.
   */
  public Execution streaming(int rows) {
    ExecuteOptions streaming =
        new ExecuteOptions(
            access.inTransaction() ? 0 : rows,
            0,
            options.queryTimeoutSeconds(),
            options.resultSetType(),
            options.resultSetConcurrency(),
            new ExecuteOptions.GeneratedKeys.None());
    return copy(access, streaming, false, scratch);
  }

  /** This execution for statements of which the session is not to know. */
  public Execution apart() {
    return new Execution(
        snapshot,
        dialect,
        bindings,
        access,
        dispatch,
        executor,
        options,
        prepared,
        new Aftermath(dialect, errors(), Aftermath.Wanted.NOTHING),
        now,
        ids,
        sizes,
        scratch,
        measures);
  }

  /** This execution, with its rows counted. */
  public Execution measured(Measures by) {
    return new Execution(
        snapshot, dialect, bindings, access, dispatch, executor, options, prepared, aftermath, now,
        ids, sizes, scratch, by);
  }

  /** This execution with other scratch tables. */
  public Execution with(ScratchState tables) {
    return copy(access, options, prepared, tables);
  }

  /** This execution on connections that are held, where scratch tables lie. */
  public Execution over(LeafAccess held, ScratchState tables) {
    return copy(held, options, prepared, tables);
  }

  private Execution copy(
      LeafAccess on, ExecuteOptions with, boolean asPrepared, ScratchState tables) {
    return new Execution(
        snapshot,
        dialect,
        bindings,
        on,
        dispatch,
        executor,
        with,
        asPrepared,
        aftermath,
        now,
        ids,
        sizes,
        tables,
        measures);
  }

  /** Tells errors of leaves by the user's names. */
  LogicalErrors errors() {
    return new LogicalErrors(snapshot, dialect);
  }

  public SqlRenderer renderer() {
    return renderer(bindings);
  }

  /** A renderer of the values of one row. */
  public SqlRenderer renderer(Bindings row) {
    SqlRenderer renderer = new SqlRenderer(dialect, row, sizes, now);
    return scratch.isEmpty() ? renderer : renderer.withScratch(scratch);
  }

  public PartitionMap map(String database) throws SQLException {
    Database found = snapshot.databases().get(database);
    if (found == null) {
      throw CanopyError.UNKNOWN_DATABASE.with(database);
    }
    return found.partitionMap();
  }

  /** The leaf that holds the master of a partition. */
  public Leaf master(String database, PartitionMap map, int ordinal) throws SQLException {
    int id = map.masterLeaf(ordinal);
    Leaf leaf = id == PartitionMap.NO_LEAF ? null : snapshot.leaves().get(id);
    if (leaf == null || leaf.state() != LeafState.ONLINE) {
      throw CanopyError.PARTITION_OFFLINE.with(dialect.partitionNamespace(database, ordinal));
    }
    return leaf;
  }

  /** The leaves that are online, by id. */
  public List<Leaf> onlineLeaves() throws SQLException {
    List<Leaf> online =
        snapshot.leaves().values().stream()
            .filter(leaf -> leaf.state() == LeafState.ONLINE)
            .toList();
    if (online.isEmpty()) {
      throw CanopyError.NO_LEAF.with();
    }
    return online;
  }

  /** A connection for what a statement does by the map that it holds. */
  public SharedConnection acquire(Leaf leaf) throws SQLException {
    dispatch.resolved();
    return looked(access, access.acquire(leaf));
  }

  /** See {@link LeafAccess#acquireForScratch}. */
  public SharedConnection acquireForScratch(LeafAccess from, Leaf leaf) throws SQLException {
    dispatch.resolved();
    return looked(from, from.acquireForScratch(leaf));
  }

  private SharedConnection looked(LeafAccess from, LeafConnection connection) throws SQLException {
    try {
      dispatch.look();
      return new SharedConnection(from, connection, dispatch);
    } catch (SQLException | RuntimeException e) {
      from.release(connection);
      throw e;
    }
  }

  public FanOut fanOut() {
    return new FanOut(executor);
  }
}
