package io.canopydb.metadata.model;

import java.util.List;
import java.util.OptionalInt;

/**
 * One slice of a database's hash range, with its copies.
 *
 * @param ordinal from 0 to the number of partitions less one
 * @param state whether it can be used
 * @param instances its copies; at most one is the master
 */
public record Partition(int ordinal, PartitionState state, List<PartitionInstance> instances) {

  public Partition {
    instances = List.copyOf(instances);
  }

  /** The id of the leaf whose copy takes reads and writes, if there is one. */
  public OptionalInt masterLeaf() {
    return instances.stream()
        .filter(instance -> instance.role() == Role.MASTER)
        .mapToInt(PartitionInstance::leaf)
        .findFirst();
  }
}
