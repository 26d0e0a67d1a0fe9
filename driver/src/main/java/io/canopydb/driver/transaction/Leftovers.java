package io.canopydb.driver.transaction;

import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.pool.Identity;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an aggregator's own transactions leave to be done behind them: decisions that nobody needs
 * any more, and the parts on leaves that died during the commit. It is tried again until it
 * succeeds; should the aggregator die first, the {@link Resolver} does it. Safe for use by many
 * threads.
 */
final class Leftovers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private static final long PERIOD_MILLIS = 1_000;
  private static final int MOST_AT_ONCE = 200;

  private final MetadataStore store;
  private final Door door;
  private final FaultPoint faults;
  private final Queue<Forgotten> forgotten = new ConcurrentLinkedQueue<>();
  private final Queue<Unfinished> unfinished = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final ScheduledThreadPoolExecutor thread;

  Leftovers(MetadataStore store, Door door, FaultPoint faults) {
    this.store = store;
    this.door = door;
    this.faults = faults;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread daemon = new Thread(work, "canopy-transactions");
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /** Where a decision lies, and who may remove it. */
  private record Grave(DecisionPlace place, Identity credentials) {}

  private record Forgotten(TransactionId id, Grave grave) {}

  /**
   * Parts to end.
   *
   * @param database where the parts lie, which need not be where the decision lies
   * @param commit how; null where the decision has to be asked for
   */
  private record Unfinished(
      TransactionId id,
      DecisionPlace place,
      String database,
      Identity credentials,
      @Nullable Boolean commit,
      List<BranchId> parts) {

    Unfinished with(boolean asked, List<BranchId> left) {
      return new Unfinished(id, place, database, credentials, asked, left);
    }
  }

  /** All is committed: the decision is not needed any more. */
  void forget(TransactionId id, DecisionPlace.Found place, Identity credentials) {
    forgotten.add(new Forgotten(id, new Grave(place.place(), credentials)));
    schedule();
  }

  /** It is decided to commit, and these parts did not answer. */
  void decided(
      TransactionId id,
      DecisionPlace.Found place,
      @Nullable String database,
      Identity credentials,
      List<Branch> parts) {
    add(id, place, database, credentials, true, parts);
  }

  /** It was never decided, and these parts may be prepared. */
  void undone(
      TransactionId id,
      DecisionPlace.Found place,
      @Nullable String database,
      Identity credentials,
      List<Branch> parts) {
    add(id, place, database, credentials, false, parts);
  }

  /** The last agent did not answer. */
  void inDoubt(
      TransactionId id,
      DecisionPlace.Found place,
      @Nullable String database,
      Identity credentials,
      List<Branch> parts) {
    add(id, place, database, credentials, null, parts);
  }

  /** A transaction manager has decided, and these parts did not answer. */
  void managed(
      TransactionId id,
      DecisionPlace.Found place,
      String database,
      Identity credentials,
      boolean commit,
      List<BranchId> parts) {
    if (!parts.isEmpty()) {
      unfinished.add(new Unfinished(id, place.place(), database, credentials, commit, parts));
      schedule();
    } else if (commit) {
      forget(id, place, credentials);
    }
  }

  private void add(
      TransactionId id,
      DecisionPlace.Found place,
      @Nullable String database,
      Identity credentials,
      @Nullable Boolean commit,
      List<Branch> parts) {
    unfinished.add(
        new Unfinished(
            id,
            place.place(),
            database == null ? place.database() : database,
            credentials,
            commit,
            parts.stream().map(Branch::id).toList()));
    schedule();
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true) && !thread.isShutdown()) {
      thread.schedule(this::work, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void work() {
    scheduled.set(false);
    try {
      round();
    } catch (RuntimeException e) {
      LOG.error("Finishing transactions failed; trying again", e);
    }
    if (!forgotten.isEmpty() || !unfinished.isEmpty()) {
      schedule();
    }
  }

  private synchronized void round() {
    int count = unfinished.size();
    for (int i = 0; i < count; i++) {
      Unfinished next = unfinished.poll();
      if (next != null) {
        finish(next).ifPresent(unfinished::add);
      }
    }
    Map<Grave, List<TransactionId>> groups = new LinkedHashMap<>();
    for (int i = forgotten.size(); i > 0; i--) {
      Forgotten next = forgotten.poll();
      if (next != null) {
        groups.computeIfAbsent(next.grave(), grave -> new ArrayList<>()).add(next.id());
      }
    }
    groups.forEach(this::forget);
  }

  private void forget(Grave grave, List<TransactionId> ids) {
    Optional<DecisionPlace.Found> found = grave.place().find(store.snapshot());
    List<TransactionId> left = new ArrayList<>(ids);
    try {
      while (found.isPresent() && !left.isEmpty()) {
        List<TransactionId> some = left.subList(0, Math.min(left.size(), MOST_AT_ONCE));
        settlement(grave.credentials()).forget(found.get(), some);
        some.clear();
      }
    } catch (SQLException e) {
      LOG.debug("Decisions stay for now", e);
    }
    if (grave.place().known(store.snapshot())) {
      left.forEach(id -> forgotten.add(new Forgotten(id, grave)));
    }
    faults.reach("decisions forgotten");
  }

  /** What is still to be done. */
  private Optional<Unfinished> finish(Unfinished work) {
    Boolean commit = work.commit();
    Optional<DecisionPlace.Found> found = work.place().find(store.snapshot());
    if (found.isEmpty()) {
      // Without its database there is nothing left to finish; without its leaf it has to wait.
      return work.place().known(store.snapshot()) ? Optional.of(work) : Optional.empty();
    }
    if (commit == null) {
      try {
        commit = verdict(work, found.get());
      } catch (SQLException e) {
        LOG.debug("Transaction {} stays in doubt for now", work.id(), e);
        return Optional.of(work);
      }
    }
    List<BranchId> left = new ArrayList<>();
    for (BranchId part : work.parts()) {
      if (!finish(work, part, commit)) {
        left.add(part);
      }
    }
    if (!left.isEmpty()) {
      return Optional.of(work.with(commit, left));
    }
    if (commit) {
      forget(work.id(), found.get(), work.credentials());
    }
    return Optional.empty();
  }

  /** Nobody heard that it was left to a transaction manager, so that it is rolled back. */
  private boolean verdict(Unfinished work, DecisionPlace.Found at) throws SQLException {
    Settlement settlement = settlement(work.credentials());
    Verdict verdict = settlement.verdict(at, work.id());
    if (verdict == Verdict.MANAGERS) {
      settlement.instruct(at, work.id(), /* commit= */ false, /* byHand= */ false);
      verdict = settlement.verdict(at, work.id());
    }
    return verdict == Verdict.COMMIT;
  }

  private boolean finish(Unfinished work, BranchId part, boolean commit) {
    try {
      settlement(work.credentials()).end(part, work.database(), commit);
      return true;
    } catch (SQLException e) {
      LOG.debug("Transaction {} stays prepared on leaf {} for now", work.id(), part.leaf(), e);
      return false;
    }
  }

  private Settlement settlement(Identity credentials) {
    return new Settlement(store, door, leaf -> credentials);
  }

  @Override
  public void close() {
    thread.shutdownNow();
    round();
  }
}
