package io.canopydb.driver.analyse;

/** Whether a query can be answered partition by partition. */
public sealed interface Locality {

  /** It names no sharded table: one leaf answers it. */
  record Replicated() implements Locality {}

  /** Its rows are those of all partitions put together. */
  record Local() implements Locality {}

  /**
   * It needs rows of several partitions at once.
   *
   * @param reason for EXPLAIN: what ties the partitions together
   */
  record Spread(String reason) implements Locality {}
}
