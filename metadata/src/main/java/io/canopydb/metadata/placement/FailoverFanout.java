package io.canopydb.metadata.placement;

/** How many leaves take over when one dies: the sync variable {@code leaf_failover_fanout}. */
public enum FailoverFanout {
  /** Its pair alone: the two hold the same partitions. */
  PAIRED,
  /** Many: the replicas of its masters are spread over the other availability group. */
  LOAD_BALANCED
}
