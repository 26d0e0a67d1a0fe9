package io.canopydb.driver.plan;

import io.canopydb.metadata.model.UniqueKey;

/**
 * A statement about the row with one value of a global key: the lookup table says which partition
 * has it. Where it has no such row, or the partition has not, all partitions are asked: the rows
 * themselves are the truth, and the lookup only says where one probably lies.
 *
 * @param key the global key, of {@code placement}'s table
 * @param choice the partition of the lookup table
 * @param sql reads the shard key of the row there
 * @param placement an INSERT of the shard key, which says where the row lies
 * @param whole the whole statement, on that partition
 * @param many what runs where the lookup table does not tell, or that found no row
 */
public record Lookup(
    String database,
    UniqueKey key,
    PartitionChoice.KeyEquals choice,
    LeafSql sql,
    InsertRows placement,
    PlanNode whole,
    PlanNode many)
    implements PlanNode {

  @Override
  public boolean chosenBySizes() {
    return many.chosenBySizes();
  }
}
