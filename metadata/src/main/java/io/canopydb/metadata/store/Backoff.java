package io.canopydb.metadata.store;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The pause before a compare-and-set is tried again, so that rivals do not stay in step. */
final class Backoff {

  private static final long LONGEST_MILLIS = 50;

  private Backoff() {}

  /**
   * Pauses for a random time that grows with the attempts.
   *
   * @param attempt from 1
   */
  static void pause(int attempt) throws MetadataException {
    long longest = TimeUnit.MILLISECONDS.toNanos(Math.min(2L * attempt, LONGEST_MILLIS));
    try {
      TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(longest));
    } catch (InterruptedException e) {
      throw Failure.of(e, "trying again to change the metadata");
    }
  }
}
