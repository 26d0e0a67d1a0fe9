package io.canopydb.driver.dispatch;

import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.LeafConnections;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The one door to the leaves of a cluster: nobody else borrows a connection to one. Safe for use by
 * many threads.
 */
public final class Door implements AutoCloseable {
  private final LeafConnections connections;

  /** The door closes the connections when it is closed. */
  public Door(LeafConnections connections) {
    this.connections = connections;
  }

  /**
   * Opens a connection to a leaf, which the caller closes.
   *
   * @param database see {@link LeafConnections#borrow}
   * @throws SQLException see {@link LeafConnections#borrow}
   */
  public LeafConnection open(
      Errand errand,
      Leaf leaf,
      Credentials credentials,
      @Nullable String database,
      SessionSettings settings)
      throws SQLException {
    return connections.borrow(leaf, credentials, database, settings);
  }

  /** See {@link LeafConnections#hasSpare}. */
  public boolean hasSpare(Leaf leaf, Credentials credentials, @Nullable String database) {
    return connections.hasSpare(leaf, credentials, database);
  }

  /** See {@link LeafConnections#worthTrying}. */
  public boolean worthTrying(Leaf leaf) {
    return connections.worthTrying(leaf);
  }

  /** How many connections to a leaf are open in this process. */
  public int count(Leaf leaf) {
    return connections.open(leaf);
  }

  /** See {@link LeafConnections#forgetDatabase}. */
  public void forgetDatabase(String database) {
    connections.forgetDatabase(database);
  }

  @Override
  public void close() {
    connections.close();
  }
}
