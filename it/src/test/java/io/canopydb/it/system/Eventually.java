package io.canopydb.it.system;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what happens in the background. */
public final class Eventually {
  private static final Duration STEP = Duration.ofMillis(100);

  private Eventually() {}

  /** What is to hold. */
  public interface Check {
    void run() throws Exception;
  }

  /** Checks again and again; what still fails when the time is over is thrown. */
  public static void within(Duration time, Check check) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    while (true) {
      try {
        check.run();
        return;
      } catch (AssertionError | java.sql.SQLException e) {
        if (System.nanoTime() - end >= 0) {
          throw e;
        }
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }
}
