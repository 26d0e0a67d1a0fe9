package io.canopydb.driver.transaction;

import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.Set;

/**
 * Waits until what a leaf has just made durable, a commit or a preparation, outlives that leaf.
 * Stateless; called by many threads.
 */
interface Acknowledgement {
  /** Where a partition lies on one leaf only, there is nobody to wait for. */
  Acknowledgement NONE = (connection, written) -> {};

  /** What an engine's replicas do. */
  static Acknowledgement of(Engine engine) {
    return switch (engine) {
      case MYSQL, POSTGRESQL -> NONE;
    };
  }

  /**
   * Waits.
   *
   * @param connection on which it was done, still with what the leaf said of it
   * @param written what it touched on that leaf
   * @throws SQLException if it is not known whether it outlives the leaf
   */
  void await(LeafConnection connection, Set<Participant> written) throws SQLException;
}
