package io.canopydb.metadata.model;

/**
 * One copy of a partition.
 *
 * @param leaf the id of the leaf that holds it
 * @param role what the copy is to its partition
 */
public record PartitionInstance(int leaf, Role role) {}
