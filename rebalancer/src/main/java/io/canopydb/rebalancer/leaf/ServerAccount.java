package io.canopydb.rebalancer.leaf;

import io.canopydb.driver.parse.command.HostPort;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A server, and the account by which Canopy administers it. The password is never printed. */
public record ServerAccount(Engine engine, HostPort server, Credentials account) {

  /** Connects; see {@link AdminConnections#open}. */
  public Connection open(@Nullable String database) throws SQLException {
    return AdminConnections.open(engine, server, account, database);
  }

  /** What is done to servers of this engine. */
  public LeafAdmin admin() {
    return LeafAdmin.of(engine);
  }
}
