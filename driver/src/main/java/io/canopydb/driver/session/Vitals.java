package io.canopydb.driver.session;

import io.canopydb.driver.pool.PoolUse;
import io.canopydb.metadata.model.Leaf;
import java.util.List;
import java.util.Map;

/**
 * How a cluster fares, as this process sees it. Nothing is asked of anybody for it.
 *
 * @param mapVersion the version of the metadata that statements go by
 * @param inTouch whether ZooKeeper was heard of within the lease, so that writes may go on
 * @param leaves by their ids, in order
 * @param pools how the connections to leaves are used, by the leaf's id; of those that have any
 * @param planHits how often a statement's plan was found in the cache
 * @param planMisses how often one had to be made
 */
public record Vitals(
    long mapVersion,
    boolean inTouch,
    List<Leaf> leaves,
    Map<Integer, PoolUse> pools,
    long planHits,
    long planMisses) {
  public Vitals {
    leaves = List.copyOf(leaves);
    pools = Map.copyOf(pools);
  }
}
