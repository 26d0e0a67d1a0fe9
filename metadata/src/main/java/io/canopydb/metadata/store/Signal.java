package io.canopydb.metadata.store;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one thread. Raised several times before it is looked at, it wakes once. Thread-safe. */
final class Signal {

  private final Semaphore raised = new Semaphore(0);

  void raise() {
    if (raised.availablePermits() == 0) {
      raised.release();
    }
  }

  /** Waits until it is raised, and lowers it; false when it was not raised in time. */
  boolean await(Duration timeout) throws InterruptedException {
    boolean woken = raised.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
    if (woken) {
      raised.drainPermits();
    }
    return woken;
  }
}
