package io.canopydb.driver.session;

import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.util.Comparator;

/**
 * A cluster that is held open, also while it has no session: a server that takes connections holds
 * one. Safe for use by many threads.
 */
public final class OpenCluster implements AutoCloseable {
  private final SharedCluster shared;
  private final Runnable release;

  OpenCluster(SharedCluster shared) {
    this.shared = shared;
    this.release = shared.releaseOnce();
  }

  /**
   * Opens a session, which may outlive this handle.
   *
   * @param url database and settings of the session; where the cluster is was said before, and an
   *     account is not looked at
   * @param identity who works on the leaves
   */
  public Session open(CanopyUrl url, Identity identity) throws SQLException {
    return shared.session(url, identity);
  }

  /** What its leaves are. */
  public Engine engine() {
    return shared.cluster().engine();
  }

  /** What its leaves say that they are, as {@code 8.4.7}; of several versions that of the first. */
  public String serverVersion() {
    return shared.cluster().store().snapshot().leaves().values().stream()
        .min(Comparator.comparingInt(Leaf::id))
        .map(Leaf::version)
        .orElse("");
  }

  /** How it fares. */
  public Vitals vitals() {
    return shared.cluster().vitals();
  }

  /** Its metadata, which the handle's close ends; for who carries out operations of the cluster. */
  public MetadataStore store() {
    return shared.cluster().store();
  }

  /** Lets go of it. Idempotent. */
  @Override
  public void close() {
    release.run();
  }
}
