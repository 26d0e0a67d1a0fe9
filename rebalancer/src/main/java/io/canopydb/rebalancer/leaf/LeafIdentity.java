package io.canopydb.rebalancer.leaf;

/**
 * What a leaf knows of itself: the one row of its table {@code canopy.leaf}.
 *
 * @param clusterId the cluster it belongs to
 * @param leafId its id there
 * @param requestId the request that made it a leaf
 * @param stage how far that came
 */
public record LeafIdentity(String clusterId, int leafId, String requestId, Stage stage) {

  /** How far a server has come as a leaf. */
  public enum Stage {
    /** It gets what a leaf must have; nobody uses it yet, and all of it may be undone. */
    JOINING,
    /** The cluster uses it. */
    ADMITTED
  }

  /** This identity once the cluster uses the leaf. */
  public LeafIdentity admitted() {
    return new LeafIdentity(clusterId, leafId, requestId, Stage.ADMITTED);
  }
}
