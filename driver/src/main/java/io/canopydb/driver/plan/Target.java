package io.canopydb.driver.plan;

/** Where a leaf statement runs. */
public sealed interface Target {

  /** On the masters of these partitions. */
  record Partitions(String database, PartitionChoice choice) implements Target {}

  /** On the shell of one leaf, whichever suits; the session's pinned one if it has one. */
  record AnyLeaf() implements Target {}

  /**
   * On the shell of the leaf with the lowest id: locks on reference tables are taken there first by
   * all who write them.
   */
  record FirstLeaf() implements Target {}

  /** On the session's own leaf, which is pinned from now on: the statement leaves a state there. */
  record PinnedLeaf() implements Target {}

  /**
   * On the leaf with the lowest id, where all sessions take user locks, so that they see each
   * other's; the session keeps its connection there from now on.
   */
  record LockLeaf() implements Target {}

  /** On the shell of every leaf, in the order of their ids. */
  record EveryLeaf() implements Target {}
}
