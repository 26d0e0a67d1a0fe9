package io.canopydb.driver.parse.command;

/** Commands that move, copy or repair partitions. */
public sealed interface PartitionCommand extends ClusterCommand {

  /** A partition by its database and its number from 0. */
  record PartitionName(String database, int ordinal) {}

  /** REBALANCE PARTITIONS ON db; with {@code explain} it only shows what it would do. */
  record RebalancePartitions(
      String database,
      boolean full,
      boolean force,
      boolean kill,
      boolean ensureOnlineNodes,
      boolean explain)
      implements PartitionCommand {}

  record RebalanceAllDatabases(boolean explain) implements PartitionCommand {}

  record RestoreRedundancy(String database, boolean explain) implements PartitionCommand {}

  record ClearOrphanDatabases(boolean explain) implements PartitionCommand {}

  record CopyPartition(PartitionName partition, HostPort to) implements PartitionCommand {}

  record MovePartition(PartitionName partition, HostPort to) implements PartitionCommand {}

  record PromotePartition(PartitionName partition, HostPort on) implements PartitionCommand {}

  record DropPartition(PartitionName partition, HostPort on) implements PartitionCommand {}
}
