package io.canopydb.driver.session;

import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.url.CanopyProperty;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.driver.url.Settings;
import io.canopydb.metadata.secret.ClusterKeySource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The clusters that this process is connected to. Sessions with equal URLs, accounts apart, share
 * one; it is closed when its last session is. But while ZooKeeper is away it is kept, since nobody
 * could open it again: a pool that replaces its last connection goes on. Safe for use by many
 * threads.
 */
public final class Clusters {
  private static final Duration LOOK_FOR_ZOOKEEPER = Duration.ofMillis(500);

  private final Map<Key, Shared> clusters = new HashMap<>();
  private final FaultPoint faults;

  public Clusters() {
    this(FaultPoint.NONE);
  }

  /** For tests, which end this process between two steps. */
  public Clusters(FaultPoint faults) {
    this.faults = faults;
  }

  private record Key(String connectString, Settings settings) {}

  private static final class Shared {
    final Cluster cluster;
    int sessions;

    /** Whether a thread closes it when ZooKeeper is back, unless it is used again. */
    boolean kept;

    Shared(Cluster cluster) {
      this.cluster = cluster;
    }
  }

  /** Opens a session. */
  public Session open(CanopyUrl url) throws SQLException {
    Key key = key(url);
    Cluster cluster;
    synchronized (this) {
      Shared shared = clusters.get(key);
      if (shared == null) {
        shared = new Shared(Cluster.connect(url, keys(url), faults));
        clusters.put(key, shared);
      }
      shared.sessions++;
      cluster = shared.cluster;
    }
    try {
      return ClusterSession.open(cluster, url, () -> release(key));
    } catch (SQLException | RuntimeException e) {
      release(key);
      throw e;
    }
  }

  private void release(Key key) {
    Cluster unused = null;
    synchronized (this) {
      Shared shared = clusters.get(key);
      if (shared != null && --shared.sessions == 0) {
        if (shared.cluster.store().inTouch()) {
          clusters.remove(key);
          unused = shared.cluster;
        } else if (!shared.kept) {
          shared.kept = true;
          keep(key, shared);
        }
      }
    }
    if (unused != null) {
      unused.close();
    }
  }

  /** Closes a cluster that nobody uses when ZooKeeper is back. */
  private void keep(Key key, Shared shared) {
    Thread thread = new Thread(() -> awaitZooKeeper(key, shared), "canopy-kept-cluster");
    thread.setDaemon(true);
    thread.start();
  }

  private void awaitZooKeeper(Key key, Shared shared) {
    while (!shared.cluster.store().inTouch()) {
      LockSupport.parkNanos(LOOK_FOR_ZOOKEEPER.toNanos());
    }
    synchronized (this) {
      shared.kept = false;
      if (shared.sessions > 0) {
        return;
      }
      clusters.remove(key);
    }
    shared.cluster.close();
  }

  private static ClusterKeySource keys(CanopyUrl url) {
    String file = url.settings().text(CanopyProperty.CLUSTER_KEY_FILE);
    return ClusterKeySource.of(file.isEmpty() ? null : Path.of(file), System.getenv());
  }

  private static Key key(CanopyUrl url) {
    Map<CanopyProperty, String> given = new EnumMap<>(CanopyProperty.class);
    given.putAll(url.settings().given());
    given.remove(CanopyProperty.USER);
    given.remove(CanopyProperty.PASSWORD);
    return new Key(url.connectString(), new Settings(given, url.settings().leaf()));
  }
}
