package io.canopydb.driver.pool;

import io.canopydb.metadata.model.Leaf;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * The leaves that could not be reached a moment ago. The metadata may call them online for a while,
 * or for as long as nobody looks. Safe for use by many threads.
 */
final class SilentLeaves {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Until when a leaf, by its id, is left alone; by System.nanoTime. */
  private final ConcurrentMap<Integer, Long> until = new ConcurrentHashMap<>();

  void add(Leaf leaf) {
    until.put(leaf.id(), System.nanoTime() + PAUSE_NANOS);
  }

  void answered(Leaf leaf) {
    if (!until.isEmpty()) {
      until.remove(leaf.id());
    }
  }

  /** See {@link LeafConnections#worthTrying}. */
  boolean worthTrying(Leaf leaf) {
    Long end = until.get(leaf.id());
    if (end == null) {
      return true;
    }
    long now = System.nanoTime();
    return now - end >= 0 && until.replace(leaf.id(), end, now + PAUSE_NANOS);
  }
}
