package io.canopydb.driver.pool;

import io.canopydb.metadata.model.Leaf;

/**
 * How the connections of one leaf are used, over all its pools.
 *
 * @param active how many are borrowed
 * @param idle how many wait for a borrower
 * @param waiting how many borrowers wait for one
 */
public record PoolUse(Leaf leaf, int active, int idle, int waiting) {

  PoolUse and(PoolUse other) {
    return new PoolUse(leaf, active + other.active, idle + other.idle, waiting + other.waiting);
  }
}
