package io.canopydb.metadata.store;

import io.canopydb.metadata.codec.VariablesCodec;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.store.MetadataException.Reason;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the znodes of a new, empty cluster: all or none. */
final class ClusterFounding {

  private static final byte[] NOTHING = {};

  private final ZooKeeperClient client;
  private final Znodes znodes;

  ClusterFounding(ZooKeeperClient client, Znodes znodes) {
    this.client = client;
    this.znodes = znodes;
  }

  /** The cluster that is there; null when there is none. */
  static @Nullable ClusterRecord find(ZooKeeperClient client, Znodes znodes)
      throws MetadataException {
    client.sync(znodes.cluster());
    ZooKeeperClient.Node node = client.get(znodes.cluster());
    return node == null
        ? null
        : SnapshotDraft.decode(ClusterRecord.CODEC, znodes.cluster(), node.data());
  }

  /**
   * Makes a cluster; false when one of that engine and key is there already.
   *
   * @param keyId see {@link ClusterRecord#keyId}; null where none is given, which fits every key
   */
  boolean found(Engine engine, @Nullable String keyId) throws MetadataException {
    ClusterRecord there = find(client, znodes);
    if (there == null) {
      client.create(znodes.root(), NOTHING);
      try {
        znodesOf(engine, keyId).commit("making a cluster at " + znodes.root());
        return true;
      } catch (MetadataException e) {
        there = find(client, znodes);
        if (there == null) {
          throw e.reason() == Reason.CONFLICT
              ? new MetadataException(
                  Reason.CONFLICT,
                  znodes.root() + " in ZooKeeper holds something that is no Canopy cluster",
                  e)
              : e;
        }
      }
    }
    if (there.engine() != engine) {
      throw new MetadataException(
          Reason.CONFLICT,
          "the cluster at "
              + znodes.root()
              + " is one of "
              + there.engine()
              + " leaves, and an engine cannot be changed to "
              + engine);
    }
    if (keyId != null && there.keyId() != null && !keyId.equals(there.keyId())) {
      throw new MetadataException(
          Reason.CONFLICT,
          "the cluster at " + znodes.root() + " was made with another cluster key");
    }
    return false;
  }

  private Transaction znodesOf(Engine engine, @Nullable String keyId) throws MetadataException {
    ClusterRecord cluster = new ClusterRecord(UUID.randomUUID().toString(), engine, keyId);
    VersionRecord version = new VersionRecord(cluster.id(), 0, List.of());
    Part variables = new Part.OfVariables();
    Transaction all =
        new Transaction(client)
            .create(znodes.cluster(), ClusterRecord.CODEC.encode(cluster))
            .create(znodes.version(), VersionRecord.CODEC.encode(version))
            .create(znodes.part(variables), VariablesCodec.VARIABLES.encode(Map.of()));
    for (String directory : znodes.directories()) {
      all.create(directory, NOTHING);
    }
    return all;
  }
}
