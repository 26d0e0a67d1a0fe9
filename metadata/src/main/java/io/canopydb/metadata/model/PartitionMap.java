package io.canopydb.metadata.model;

import java.util.Arrays;
import java.util.List;

/**
 * Where every partition of one database lies. Immutable; threads share it freely.
 *
 * <p>A class, not a record, because the statement path asks for master leaves by ordinal and must
 * not search a list of instances for them.
 */
public final class PartitionMap {

  /** What {@link #masterLeaf} answers for a partition without a master. */
  public static final int NO_LEAF = -1;

  private final List<Partition> partitions;
  private final int[] masterLeaves;

  public PartitionMap(List<Partition> partitions) {
    this.partitions = List.copyOf(partitions);
    this.masterLeaves = new int[this.partitions.size()];
    for (int ordinal = 0; ordinal < masterLeaves.length; ordinal++) {
      Partition partition = this.partitions.get(ordinal);
      if (partition.ordinal() != ordinal) {
        throw new IllegalArgumentException(
            "partition " + partition.ordinal() + " stands at place " + ordinal);
      }
      masterLeaves[ordinal] = partition.masterLeaf().orElse(NO_LEAF);
    }
  }

  /** All partitions, by ordinal. */
  public List<Partition> partitions() {
    return partitions;
  }

  /** How many partitions there are. */
  public int count() {
    return masterLeaves.length;
  }

  /** The id of the leaf that holds the master of a partition, or {@link #NO_LEAF}. */
  public int masterLeaf(int ordinal) {
    return masterLeaves[ordinal];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartitionMap map && partitions.equals(map.partitions);
  }

  @Override
  public int hashCode() {
    return partitions.hashCode();
  }

  @Override
  public String toString() {
    return "PartitionMap" + partitions + Arrays.toString(masterLeaves);
  }
}
