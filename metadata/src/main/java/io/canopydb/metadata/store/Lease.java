package io.canopydb.metadata.store;

/**
 * An aggregator's right to write. It lapses before the store could declare the aggregator dead, so
 * that no two aggregators ever hold different masters of a partition and both write. Reading it
 * costs a volatile read and a clock.
 */
@FunctionalInterface
public interface Lease {

  /** Whether contact with the store is fresh enough to write. When not, snapshots may be stale. */
  boolean held();
}
