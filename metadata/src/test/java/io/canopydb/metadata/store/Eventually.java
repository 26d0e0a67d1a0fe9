package io.canopydb.metadata.store;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what happens on other threads. */
final class Eventually {

  /** Far longer than anything takes; only a failing test waits that long. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long LOOK_EVERY_NANOS = 2_000_000;

  private Eventually() {}

  /** Waits until a condition holds. */
  static void holds(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - end > 0) {
        fail("not within " + PATIENCE + ": " + what);
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }
}
