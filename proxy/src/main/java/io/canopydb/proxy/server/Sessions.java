package io.canopydb.proxy.server;

import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.session.OpenCluster;
import io.canopydb.driver.session.Session;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions with a cluster for clients. Safe for use by many threads.
 *
 * @param cluster held open by whoever runs the server
 * @param defaults the settings of every session; its account and database are not looked at
 */
public record Sessions(OpenCluster cluster, CanopyUrl defaults) {

  /** The engine whose SQL all sessions speak. */
  public Engine engine() {
    return cluster.engine();
  }

  /**
   * Opens a session; waits for a leaf, which decides whether that identity is one.
   *
   * @param database the logical database; null for none
   * @throws SQLException as the engine refuses a log-in, or UNKNOWN_DATABASE
   */
  public Session open(@Nullable String database, Identity identity) throws SQLException {
    return cluster.open(
        new CanopyUrl(defaults.zooKeeper(), database, defaults.settings()), identity);
  }
}
