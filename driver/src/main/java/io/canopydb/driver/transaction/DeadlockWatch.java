package io.canopydb.driver.transaction;

import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.dispatch.Errand;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Breaks deadlocks over leaves. Each leaf finds those within itself; one in which transactions wait
 * for each other on different leaves is seen by nobody else.
 *
 * <p>Only transactions over several leaves that last longer than a second are looked at, so that it
 * costs nothing as a rule. Their leaves are asked who waits for whom. Where this aggregator's
 * transactions wait in a circle, the youngest is the victim: its statement is cancelled, and gets
 * the engine's own deadlock error. A circle through another aggregator can't be seen from here, so
 * a transaction over several leaves that waits for one lock for long is taken for part of one. Safe
 * for use by many threads.
 */
final class DeadlockWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeadlockWatch.class);

  private static final Duration PERIOD = Duration.ofMillis(500);
  private static final Duration YOUNG = Duration.ofSeconds(1);

  /** How long a transaction over several leaves waits for one lock at most. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Door door;
  private final LockWaits engine;
  private final Set<WatchedTransaction> watched = ConcurrentHashMap.newKeySet();
  private final Map<WatchedTransaction, Long> waiting = new HashMap<>();
  private final AtomicBoolean started = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  DeadlockWatch(Door door, Engine engine) {
    this.door = door;
    this.engine = LockWaits.of(engine);
  }

  LockWaits engine() {
    return engine;
  }

  void add(WatchedTransaction transaction) {
    watched.add(transaction);
    if (started.compareAndSet(false, true)) {
      Thread thread = new Thread(this::run, "canopy-deadlocks");
      thread.setDaemon(true);
      thread.start();
    }
  }

  void remove(WatchedTransaction transaction) {
    watched.remove(transaction);
  }

  private void run() {
    try {
      while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          look();
        } catch (RuntimeException e) {
          LOG.error("Looking for deadlocks failed; trying again", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A transaction that waits: on which leaf, and for which of this aggregator's transactions. */
  private record Waiting(
      WatchedTransaction transaction, Leaf leaf, long session, Set<WatchedTransaction> blockers) {}

  private void look() {
    long now = System.nanoTime();
    List<WatchedTransaction> old = new ArrayList<>();
    for (WatchedTransaction transaction : watched) {
      if (now - transaction.begunNanos() >= YOUNG.toNanos()) {
        old.add(transaction);
      }
    }
    waiting.keySet().retainAll(old);
    if (old.isEmpty()) {
      return;
    }
    Map<WatchedTransaction, Waiting> waits = waits(old);
    waiting.keySet().retainAll(waits.keySet());
    waits.keySet().forEach(transaction -> waiting.putIfAbsent(transaction, now));
    Optional<Waiting> victim =
        victim(waits)
            .or(
                () ->
                    waits.values().stream()
                        .filter(one -> waitedTooLong(one.transaction(), now))
                        .findFirst());
    victim.ifPresent(this::cancel);
  }

  private boolean waitedTooLong(WatchedTransaction transaction, long now) {
    Long since = waiting.get(transaction);
    return since != null && now - since >= LONGEST_WAIT.toNanos();
  }

  /** The youngest of a circle. */
  private static Optional<Waiting> victim(Map<WatchedTransaction, Waiting> waits) {
    return waits.values().stream()
        .filter(one -> reaches(one.transaction(), one.transaction(), waits, new HashSet<>()))
        .max(Comparator.comparingLong(one -> one.transaction().begunNanos()));
  }

  private static boolean reaches(
      WatchedTransaction from,
      WatchedTransaction to,
      Map<WatchedTransaction, Waiting> waits,
      Set<WatchedTransaction> seen) {
    Waiting wait = waits.get(from);
    if (wait == null || !seen.add(from)) {
      return false;
    }
    return wait.blockers().contains(to)
        || wait.blockers().stream().anyMatch(next -> reaches(next, to, waits, seen));
  }

  private Map<WatchedTransaction, Waiting> waits(List<WatchedTransaction> transactions) {
    Map<Leaf, Map<Long, WatchedTransaction>> sessions = new HashMap<>();
    for (WatchedTransaction transaction : transactions) {
      transaction
          .sessions(engine)
          .forEach(
              (leaf, session) ->
                  sessions.computeIfAbsent(leaf, one -> new HashMap<>()).put(session, transaction));
    }
    Map<WatchedTransaction, Waiting> waits = new HashMap<>();
    sessions.forEach(
        (leaf, here) -> {
          for (LockWaits.Wait wait : ask(leaf, here.values().iterator().next())) {
            WatchedTransaction waiter = here.get(wait.waiter());
            if (waiter == null) {
              continue;
            }
            Waiting one =
                waits.computeIfAbsent(
                    waiter,
                    unused -> new Waiting(waiter, leaf, wait.waiter(), new LinkedHashSet<>()));
            WatchedTransaction blocker = here.get(wait.blocker());
            if (blocker != null && blocker != waiter) {
              one.blockers().add(blocker);
            }
          }
        });
    return waits;
  }

  private List<LockWaits.Wait> ask(Leaf leaf, WatchedTransaction by) {
    try (LeafConnection connection = borrow(leaf, by)) {
      try {
        return engine.read(connection.jdbc());
      } catch (SQLException e) {
        connection.failed(e);
        throw e;
      }
    } catch (SQLException e) {
      LOG.debug("Leaf {} does not tell who waits for whom", leaf.address(), e);
      return List.of();
    }
  }

  private void cancel(Waiting victim) {
    victim.transaction().chooseAsVictim();
    try (LeafConnection connection = borrow(victim.leaf(), victim.transaction())) {
      TwoPhase.run(connection.jdbc(), engine.cancel(victim.session()));
    } catch (SQLException e) {
      LOG.debug("A deadlock is not broken yet", e);
    }
    waiting.remove(victim.transaction());
  }

  private LeafConnection borrow(Leaf leaf, WatchedTransaction by) throws SQLException {
    return door.open(Errand.DEADLOCK, leaf, by.credentials(), by.database(), SessionSettings.NONE);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
