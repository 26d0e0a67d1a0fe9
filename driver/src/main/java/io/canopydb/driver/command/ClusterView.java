package io.canopydb.driver.command;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.error.StoreErrors;
import io.canopydb.driver.parse.command.ShowCommand;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Carries out the SHOW commands. Safe for use by many threads. */
public final class ClusterView {
  private final MetadataStore store;
  private final LeafDoor door;
  private final ToIntFunction<Leaf> openConnections;

  /**
   * The view of one asker.
   *
   * @param door how leaves are looked at
   * @param openConnections how many connections to a leaf this process has
   */
  public ClusterView(MetadataStore store, LeafDoor door, ToIntFunction<Leaf> openConnections) {
    this.store = store;
    this.door = door;
    this.openConnections = openConnections;
  }

  /**
   * Shows it.
   *
   * @param database the session's logical database, null where none is selected
   */
  public CommandResult show(ShowCommand command, @Nullable String database) throws SQLException {
    ClusterSnapshot cluster = store.snapshot();
    if (command instanceof ShowCommand.ShowLeaves) {
      return leaves(LeafPoll.PATIENCE);
    }
    if (command instanceof ShowCommand.ShowAggregators) {
      return aggregators();
    }
    if (command instanceof ShowCommand.ShowPartitions show) {
      Database shown = database(cluster, show.database() == null ? database : show.database());
      return ShowPartitions.run(
          show.extended()
              ? PartitionCopy.inspected(cluster, shown, door)
              : PartitionCopy.listed(cluster, shown),
          show.extended());
    }
    if (command instanceof ShowCommand.ShowClusterStatus) {
      return ShowClusterStatus.run(cluster, door);
    }
    if (command instanceof ShowCommand.ShowDatabases show) {
      return ShowDatabases.run(cluster, show, door);
    }
    if (command instanceof ShowCommand.ShowTransactions) {
      return TransactionsInDoubt.show(store, door);
    }
    throw LaterVersion.refuse(command);
  }

  /**
   * Shows the leaves.
   *
   * @param patience how long one may take to answer before it is called offline
   */
  public CommandResult leaves(Duration patience) throws SQLException {
    return ShowLeaves.run(store.snapshot().leaves(), door, openConnections, patience);
  }

  private CommandResult aggregators() throws SQLException {
    try {
      return ShowAggregators.run(store.aggregators());
    } catch (MetadataException e) {
      throw StoreErrors.of(e);
    }
  }

  private static Database database(ClusterSnapshot cluster, @Nullable String name)
      throws SQLException {
    if (name == null) {
      throw CanopyError.NO_DATABASE.with();
    }
    Database database = cluster.databases().get(name);
    if (database == null) {
      throw CanopyError.UNKNOWN_DATABASE.with(name);
    }
    return database;
  }
}
