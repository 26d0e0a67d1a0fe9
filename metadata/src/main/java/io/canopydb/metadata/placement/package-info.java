/**
 * How a row's shard key becomes a partition: pure functions, no JDBC.
 *
 * <p>A {@link io.canopydb.metadata.placement.ShardKey} holds one {@link
 * io.canopydb.metadata.placement.KeyType} for each of its columns. The key type turns a value into
 * its canonical form ({@link io.canopydb.metadata.placement.KeyValue}), the shard key hashes the
 * canonical forms, and the hash chooses the partition.
 *
 * <p>The rule that all of this keeps: <em>values that the engine finds equal in the column have
 * equal canonical forms</em>, and a value whose canonical form is not certain here is evaluated by
 * a leaf.
 */
@NullMarked
package io.canopydb.metadata.placement;

import org.jspecify.annotations.NullMarked;
