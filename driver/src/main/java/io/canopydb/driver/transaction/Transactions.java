package io.canopydb.driver.transaction;

import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Where an aggregator's transactions over leaves begin. Safe for use by many threads. */
public final class Transactions implements AutoCloseable {
  private final MetadataStore store;
  private final Door door;
  private final Coordinator shared;

  /** All arguments stay the caller's to close. {@code executor} runs one task a leaf. */
  public Transactions(
      MetadataStore store, Door door, Engine engine, Executor executor, FaultPoint faults) {
    this(store, door, engine, executor, faults, Acknowledgement.of(engine));
  }

  Transactions(
      MetadataStore store,
      Door door,
      Engine engine,
      Executor executor,
      FaultPoint faults,
      Acknowledgement acknowledgement) {
    this.store = store;
    this.door = door;
    this.shared = new Coordinator(store, door, engine, executor, faults, acknowledgement);
  }

  /**
   * Begins one; nothing is sent until a leaf joins.
   *
   * @param credentials whose it is: by them what a crash of a leaf left of it is ended
   * @param database the database that its connections are in
   */
  public ClusterTransaction begin(Identity credentials, @Nullable String database) {
    return new ClusterTransaction(shared, credentials, database);
  }

  /**
   * Begins one that a transaction manager may end.
   *
   * @param home the database in which the manager's decision is to lie, where it is looked for when
   *     it recovers; null for any
   */
  public ClusterTransaction beginManaged(
      Identity credentials, @Nullable String database, @Nullable String home) {
    return new ClusterTransaction(shared, credentials, database, /* managed= */ true, home);
  }

  /** Those that wait for a transaction manager, as an account sees them. */
  public XaBranches managed(Identity credentials, @Nullable String home) {
    return new XaBranches(
        shared, store, new Settlement(store, door, leaf -> credentials), credentials, home);
  }

  /**
   * Makes MySQL take the snapshot that a transaction reads from, as WITH CONSISTENT SNAPSHOT does,
   * which XA has no word for: by a first read of any table.
   */
  public void takeSnapshot(LeafConnection connection, @Nullable String database)
      throws SQLException {
    Optional<DecisionPlace.Found> any = shared.placeOn(connection.leaf(), database);
    if (any.isEmpty()) {
      return; // it holds no partition, so there is nothing to read but reference tables
    }
    try {
      TwoPhase.run(connection.jdbc(), "SELECT 1 FROM " + any.get().table() + " LIMIT 1");
    } catch (SQLException e) {
      connection.failed(e);
      throw e;
    }
  }

  /** Where every write ends that a leaf has committed. */
  public CommitEnd commitEnd() {
    return shared.commitEnd();
  }

  /** Does what can be done at once of what is left over, and stops. Idempotent. */
  @Override
  public void close() {
    shared.close();
  }
}
