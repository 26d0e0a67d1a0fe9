package io.canopydb.metadata.store;

import java.time.Duration;

/**
 * The last proof that a session is alive, and until when it is good. Measured by two clocks, since
 * each stands still or jumps where the other does not: the monotonic one stands still while a
 * machine is suspended, the wall clock can be set back. The proof is good while both say so.
 *
 * @param sessionId the session
 * @param goodUntilNanos by System.nanoTime
 * @param goodUntilMillis by System.currentTimeMillis
 */
record Contact(long sessionId, long goodUntilNanos, long goodUntilMillis) {

  /** A point in time. */
  record Moment(long nanos, long millis) {
    static Moment now() {
      return new Moment(System.nanoTime(), System.currentTimeMillis());
    }
  }

  /** A proof that is good for a while from when the question was asked. */
  static Contact proven(long sessionId, Moment asked, Duration goodFor) {
    return new Contact(
        sessionId, asked.nanos() + goodFor.toNanos(), asked.millis() + goodFor.toMillis());
  }

  /** No proof. */
  static Contact none() {
    return new Contact(0, System.nanoTime(), 0);
  }

  boolean isGood() {
    return System.nanoTime() - goodUntilNanos < 0 && System.currentTimeMillis() < goodUntilMillis;
  }
}
