package io.canopydb.metadata.model;

/** Whether a partition can be read and written; see SHOW PARTITIONS. */
public enum PartitionState {
  ONLINE,
  PENDING,
  REPLICATING,
  OFFLINE
}
