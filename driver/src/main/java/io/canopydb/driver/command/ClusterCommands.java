package io.canopydb.driver.command;

import io.canopydb.driver.ddl.DdlExecutor;
import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.dispatch.Errand;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.command.ClusterCommand;
import io.canopydb.driver.parse.command.DatabaseCommand;
import io.canopydb.driver.parse.command.LeafCommand;
import io.canopydb.driver.parse.command.SetSyncVariable;
import io.canopydb.driver.parse.command.SettleTransaction;
import io.canopydb.driver.parse.command.ShowCommand;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;

/** Carries out Canopy's own commands. Safe for use by many threads. */
public final class ClusterCommands {
  private final MetadataStore store;
  private final Door leaves;
  private final DdlExecutor ddl;
  private final LeafRequests leafRequests;

  /** Everything given stays the caller's to close. */
  public ClusterCommands(
      MetadataStore store, Door leaves, DdlExecutor ddl, LeafRequests leafRequests) {
    this.store = store;
    this.leaves = leaves;
    this.ddl = ddl;
    this.leafRequests = leafRequests;
  }

  /**
   * Runs a command, and waits until it is carried out.
   *
   * @param caller who asks; leaves are looked at with its account
   */
  public CommandResult run(ClusterCommand command, DdlExecutor.Caller caller) throws SQLException {
    LeafDoor door =
        (leaf, database) ->
            leaves.open(Errand.COMMAND, leaf, caller.credentials(), database, SessionSettings.NONE);
    if (command instanceof SettleTransaction settle) {
      return TransactionsInDoubt.settle(store, leaves, door, caller, settle);
    }
    if (command instanceof ShowCommand show) {
      return new ClusterView(store, door, leaves::count).show(show, caller.database());
    }
    if (command instanceof DatabaseCommand database) {
      ddl.execute(database, caller);
      return CommandResult.DONE;
    }
    if (command instanceof SetSyncVariable set) {
      SyncVariables.set(store, set);
      return CommandResult.DONE;
    }
    if (command instanceof LeafCommand.AddLeaf add) {
      leafRequests.add(add);
      return CommandResult.DONE;
    }
    if (command instanceof LeafCommand.AggregatorMembership membership) {
      throw CanopyError.COMMAND.with(
          membership.add()
              ? "aggregators are not added: each joins by connecting to ZooKeeper"
              : "aggregators are not removed: each leaves when its process ends",
          "see SHOW AGGREGATORS");
    }
    throw LaterVersion.refuse(command);
  }
}
