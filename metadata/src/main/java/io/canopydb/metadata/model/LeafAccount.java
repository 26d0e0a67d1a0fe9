package io.canopydb.metadata.model;

/**
 * Canopy's own administrative account on a leaf.
 *
 * @param user its name
 * @param sealedPassword the password, encrypted under the cluster key (see ClusterKey); never the
 *     password itself
 */
public record LeafAccount(String user, String sealedPassword) {
  @Override
  public String toString() {
    return "LeafAccount[" + user + "]";
  }
}
