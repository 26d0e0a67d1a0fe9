package io.canopydb.driver.plan;

import io.canopydb.metadata.model.UniqueKey;

/**
 * The row of a lookup table that says which partition has the row with one value of a global key.
 *
 * @param key the global key, of {@code placement}'s table
 * @param choice the partition of the lookup table
 * @param sql reads the shard key of the row there
 * @param placement an INSERT of the shard key, which says where the row lies
 */
public record LookupRow(
    String database,
    UniqueKey key,
    PartitionChoice.KeyEquals choice,
    LeafSql sql,
    PlacedRows placement) {}
