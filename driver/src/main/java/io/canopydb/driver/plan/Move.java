package io.canopydb.driver.plan;

import io.canopydb.metadata.placement.ShardKey;

/** How the rows of one table come to the leaves that need them. */
public sealed interface Move {

  /** The rows, and the scratch tables that they fill. */
  Gather.Ship ship();

  /** About how many bytes move, all copies counted; for EXPLAIN. */
  Volume volume();

  /**
   * All rows go to each leaf, like those of a reference table.
   *
   * @param ship fills one scratch table on each leaf
   */
  record Broadcast(Gather.Ship ship, Volume volume) implements Move {}

  /**
   * Each row goes to the partition of a key, like that of a table with this shard key.
   *
   * @param ship fills one scratch table for each partition; its rows have the forms of the key
   *     behind the columns
   * @param key of what each row's partition is the hash
   */
  record Repartition(Gather.Ship ship, ShardKey key, Volume volume) implements Move {}

  /**
   * What the planner takes a move for, by the leaves' statistics.
   *
   * @param rows how many rows are read
   * @param bytes how many bytes are sent
   */
  record Volume(double rows, double bytes) {}
}
