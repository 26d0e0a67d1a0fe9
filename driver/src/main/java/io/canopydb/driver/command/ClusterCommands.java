package io.canopydb.driver.command;

import io.canopydb.driver.ddl.DdlExecutor;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.command.ClusterCommand;
import io.canopydb.driver.parse.command.DatabaseCommand;
import io.canopydb.driver.pool.LeafConnections;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;

/** Carries out Canopy's own commands. Safe for use by many threads. */
public final class ClusterCommands {
  private final MetadataStore store;
  private final LeafConnections connections;
  private final DdlExecutor ddl;

  /** All three stay the caller's to close. */
  public ClusterCommands(MetadataStore store, LeafConnections connections, DdlExecutor ddl) {
    this.store = store;
    this.connections = connections;
    this.ddl = ddl;
  }

  /**
   * Runs a command, and waits until it is carried out.
   *
   * @param caller who asks; leaves are looked at with its account
   */
  public CommandResult run(ClusterCommand command, DdlExecutor.Caller caller) throws SQLException {
    if (command instanceof DatabaseCommand database) {
      ddl.execute(database, caller);
      return CommandResult.DONE;
    }
    throw CanopyError.UNSUPPORTED.with(command.getClass().getSimpleName(), "to come");
  }
}
