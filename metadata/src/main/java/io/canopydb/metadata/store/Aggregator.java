package io.canopydb.metadata.store;

/**
 * A live aggregator.
 *
 * @param id unique among those alive
 * @param host where it runs
 * @param port where it listens; 0 for a driver
 * @param kind what it is
 * @param master whether it is the master aggregator
 * @param mapVersion the newest version it has applied
 */
public record Aggregator(
    String id, String host, int port, Kind kind, boolean master, long mapVersion) {

  /** What an aggregator is. */
  public enum Kind {
    DRIVER,
    PROXY,
    MANAGER
  }
}
