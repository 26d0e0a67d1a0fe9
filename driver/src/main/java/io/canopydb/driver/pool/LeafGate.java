package io.canopydb.driver.pool;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What holds for all pools of one leaf, also those that are being opened: it holds up who wants a
 * connection while the leaf is suspended, and says which connections have to go. HikariCP's own
 * suspension would have them wait without a limit, and knows nothing of pools that are opened
 * later. Safe for use by many threads.
 */
final class LeafGate {
  private int suspensions;
  private boolean ended;
  private volatile boolean open = true;
  private final AtomicInteger evictions = new AtomicInteger();

  boolean isOpen() {
    return open;
  }

  /** Shuts it until the suspension is closed, and all others are too. */
  LeafSuspension suspend() {
    synchronized (this) {
      suspensions++;
      decide();
    }
    AtomicBoolean closed = new AtomicBoolean();
    return () -> {
      if (closed.compareAndSet(false, true)) {
        resume();
      }
    };
  }

  private synchronized void resume() {
    suspensions--;
    decide();
  }

  /** Tells all connections to go that were asked for up to now, by whatever pool. */
  void evict() {
    evictions.incrementAndGet();
  }

  /** How often they were told to go. */
  int evictions() {
    return evictions.get();
  }

  /** Nobody waits here any more: the pools are closed, as whoever goes on will find. */
  synchronized void end() {
    ended = true;
    decide();
  }

  private void decide() {
    open = ended || suspensions == 0;
    notifyAll();
  }

  /**
   * Returns when it is open.
   *
   * @throws SQLException LEAF_SUSPENDED if that takes too long
   */
  void pass(Leaf leaf, Duration timeout) throws SQLException {
    if (!open) {
      await(leaf, timeout);
    }
  }

  private synchronized void await(Leaf leaf, Duration timeout) throws SQLException {
    long end = System.nanoTime() + timeout.toNanos();
    while (!open) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw CanopyError.LEAF_SUSPENDED.with(leaf.address(), timeout.toMillis());
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw CanopyError.LEAF_UNREACHABLE.causedBy(e, leaf.address(), "interrupted");
      }
    }
  }
}
