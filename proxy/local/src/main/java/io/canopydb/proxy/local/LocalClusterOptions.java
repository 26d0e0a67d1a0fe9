package io.canopydb.proxy.local;

import io.canopydb.metadata.model.Engine;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What cluster to start on this machine.
 *
 * @param engine of the leaves; empty for that of the data directory, or PostgreSQL
 * @param leaves how many; empty for as many as the data directory has, or 4
 * @param zooKeeperPort the port that it has to be; empty for that of the last start if it is free,
 *     else the one that is liked best, else any
 * @param favouritePort the one that is liked best; 0 for none
 * @param data where the cluster stays; empty for a temporary directory that goes away with it
 */
public record LocalClusterOptions(
    Optional<Engine> engine,
    OptionalInt leaves,
    OptionalInt zooKeeperPort,
    int favouritePort,
    Optional<Path> data) {

  static final int LEAVES = 4;

  /** A cluster that goes away with this process. */
  public static LocalClusterOptions temporary(Engine engine, int leaves) {
    return new LocalClusterOptions(
        Optional.of(engine), OptionalInt.of(leaves), OptionalInt.empty(), 0, Optional.empty());
  }
}
