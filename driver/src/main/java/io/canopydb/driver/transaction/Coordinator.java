package io.canopydb.driver.transaction;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.parallel.FanOut;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an aggregator's transactions over leaves share: their names, where their decisions lie, and
 * who sees to what is left over of them. Safe for use by many threads.
 */
final class Coordinator implements AutoCloseable {
  private final MetadataStore store;
  private final Door door;
  private final Executor executor;
  private final FaultPoint faults;
  private final Dialect dialect;
  private final TwoPhase engine;
  private final AtomicLong numbers = new AtomicLong();
  private final Leftovers leftovers;
  private final DeadlockWatch deadlocks;
  private final CommitEnd commitEnd;

  /** All arguments stay the caller's to close. {@code executor} runs one task a leaf. */
  Coordinator(
      MetadataStore store,
      Door door,
      Engine engine,
      Executor executor,
      FaultPoint faults,
      Acknowledgement acknowledgement) {
    this.store = store;
    this.door = door;
    this.executor = executor;
    this.faults = faults;
    this.dialect = Dialect.of(engine);
    this.engine = TwoPhase.of(engine);
    this.deadlocks = new DeadlockWatch(door, engine);
    this.leftovers = new Leftovers(store, door, faults);
    this.commitEnd = new CommitEnd(store, acknowledgement, faults);
  }

  TransactionId newId() {
    long now = System.currentTimeMillis() << TransactionId.TIME_SHIFT;
    long number = numbers.updateAndGet(last -> Math.max(last + 1, now));
    return new TransactionId(
        TransactionId.shortened(store.clusterId()),
        TransactionId.plain(store.aggregatorId()),
        number);
  }

  /** A place for a decision on this leaf if it can have one, else on another. */
  Optional<DecisionPlace.Found> place(Leaf leaf, @Nullable String database) {
    return placeOn(leaf, database).or(() -> placeAnywhere(database));
  }

  /** A place in one database, on this leaf if possible; null for any database. */
  Optional<DecisionPlace.Found> placeIn(Leaf leaf, @Nullable String home) {
    ClusterSnapshot cluster = store.snapshot();
    boolean any = home == null;
    return DecisionPlace.on(leaf, home, any, cluster)
        .or(() -> DecisionPlace.anywhere(home, any, cluster));
  }

  Optional<DecisionPlace.Found> placeOn(Leaf leaf, @Nullable String database) {
    return DecisionPlace.on(leaf, database, anyDatabase(), store.snapshot());
  }

  Optional<DecisionPlace.Found> placeAnywhere(@Nullable String database) {
    return DecisionPlace.anywhere(database, anyDatabase(), store.snapshot());
  }

  private boolean anyDatabase() {
    return switch (dialect.engine()) {
      case MYSQL -> true;
      case POSTGRESQL -> false;
    };
  }

  /** Whether connections that are in one database, or in none, write to another too. */
  boolean reaches(@Nullable String database, String other) {
    return anyDatabase() || other.equals(database);
  }

  Set<Integer> onlineLeaves() {
    return store.snapshot().leaves().values().stream()
        .filter(leaf -> leaf.state() == LeafState.ONLINE)
        .map(Leaf::id)
        .collect(Collectors.toSet());
  }

  boolean mayWrite() {
    return store.lease().held();
  }

  boolean duplicate(SQLException error) {
    return dialect.errors().duplicateKey(error);
  }

  /** Where every write ends that a leaf has committed. */
  CommitEnd commitEnd() {
    return commitEnd;
  }

  TwoPhase engine() {
    return engine;
  }

  Door door() {
    return door;
  }

  FanOut fanOut() {
    return new FanOut(executor);
  }

  FaultPoint faults() {
    return faults;
  }

  DeadlockWatch deadlocks() {
    return deadlocks;
  }

  Leftovers leftovers() {
    return leftovers;
  }

  /** Does what can be done at once of what is left over, and stops. Idempotent. */
  @Override
  public void close() {
    deadlocks.close();
    leftovers.close();
  }
}
