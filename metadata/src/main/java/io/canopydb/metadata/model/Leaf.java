package io.canopydb.metadata.model;

/**
 * One stock server that stores data.
 *
 * @param id the leaf's number in the cluster, never reused
 * @param host a name or address that every aggregator can reach
 * @param port the server's TCP port
 * @param engine what kind of server it is
 * @param version the server's own version text, as of the last look
 * @param availabilityGroup 1 or 2
 * @param state what the cluster holds of it
 * @param account Canopy's own account there
 */
public record Leaf(
    int id,
    String host,
    int port,
    Engine engine,
    String version,
    int availabilityGroup,
    LeafState state,
    LeafAccount account) {

  /** Host and port, as messages name a leaf. */
  public String address() {
    return host + ":" + port;
  }

  /** This leaf in another state. */
  public Leaf withState(LeafState newState) {
    return new Leaf(id, host, port, engine, version, availabilityGroup, newState, account);
  }

  /** This leaf at another port of its host. */
  public Leaf withPort(int newPort) {
    return new Leaf(id, host, newPort, engine, version, availabilityGroup, state, account);
  }
}
