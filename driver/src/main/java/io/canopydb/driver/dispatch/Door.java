package io.canopydb.driver.dispatch;

import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.held.MapHold;
import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.LeafConnections;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The one door to the leaves of a cluster: nobody else borrows a connection to one. Safe for use by
 * many threads.
 */
public final class Door implements AutoCloseable {
  private final MetadataStore store;
  private final LeafConnections connections;
  private final FaultPoint faults;
  private final Observer observer;
  private final Gate gate;

  /**
   * The door closes the connections when it is closed.
   *
   * @param faults is told how far statements have come
   */
  public Door(MetadataStore store, LeafConnections connections, FaultPoint faults) {
    this(store, connections, faults, Observer.NONE);
  }

  /**
   * A door at which somebody looks.
   *
   * @param observer is told of what goes through it
   */
  public Door(
      MetadataStore store, LeafConnections connections, FaultPoint faults, Observer observer) {
    this.observer = observer;
    this.store = store;
    this.connections = connections;
    this.faults = faults;
    this.gate = new Gate(store);
  }

  /** Whether the contact with ZooKeeper is fresh enough to write. */
  boolean mayWrite() {
    return store.lease().held();
  }

  Observer observer() {
    return observer;
  }

  void reach(String step) {
    faults.reach(step);
  }

  /**
   * Waits until there is a newer map than the one that is held, and holds that.
   *
   * @param until System.nanoTime
   * @param because what was wrong by the map that is held; thrown when the time is up
   */
  void awaitMap(MapHold hold, ActiveStatements active, long until, SQLException because)
      throws SQLException {
    reach("waiting");
    gate.await(hold, active, until, because);
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
      Identity credentials,
      @Nullable String database,
      SessionSettings settings)
      throws SQLException {
    return connections.borrow(leaf, credentials, database, settings);
  }

  /** See {@link LeafConnections#hasSpare}. */
  public boolean hasSpare(Leaf leaf, Identity credentials, @Nullable String database) {
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
