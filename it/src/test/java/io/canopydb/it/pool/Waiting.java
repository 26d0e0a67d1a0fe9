package io.canopydb.it.pool;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what happens by itself. */
final class Waiting {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofMillis(20);

  private Waiting() {}

  /** Waits until the condition holds; fails when it takes too long. */
  static void until(String what, Callable<Boolean> condition) throws Exception {
    long start = System.nanoTime();
    while (!condition.call()) {
      if (System.nanoTime() - start > LONGEST.toNanos()) {
        throw new AssertionError("it never came that " + what);
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }
}
