package io.canopydb.driver.command;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.secret.ClusterKey;
import io.canopydb.metadata.secret.ClusterKeyException;
import io.canopydb.metadata.secret.ClusterKeySource;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.util.Optional;

/** The cluster key as errors of the catalogue speak of it. */
public final class ClusterKeys {
  private ClusterKeys() {}

  /**
   * The key of a cluster. One of another cluster is refused: what is sealed under it, the master
   * aggregator could not open.
   *
   * @throws SQLException NO_CLUSTER_KEY or CLUSTER_KEY
   */
  public static ClusterKey of(ClusterKeySource source, MetadataStore store) throws SQLException {
    Optional<ClusterKey> key;
    try {
      key = source.find();
    } catch (ClusterKeyException e) {
      throw CanopyError.CLUSTER_KEY.causedBy(e, e.getMessage());
    }
    if (key.isEmpty()) {
      throw CanopyError.NO_CLUSTER_KEY.with();
    }
    check(key.get(), store);
    return key.get();
  }

  /** Refuses the key of another cluster. */
  public static void check(ClusterKey key, MetadataStore store) throws SQLException {
    Optional<String> wanted = store.keyId();
    if (wanted.isPresent() && !wanted.get().equals(key.id())) {
      throw CanopyError.CLUSTER_KEY.with(
          "it is " + key.id() + ", and this cluster was made with " + wanted.get());
    }
  }

  /** Opens a sealed secret. */
  public static String open(ClusterKey key, String sealed) throws SQLException {
    try {
      return key.open(sealed);
    } catch (ClusterKeyException e) {
      throw CanopyError.CLUSTER_KEY.causedBy(e, e.getMessage());
    }
  }
}
