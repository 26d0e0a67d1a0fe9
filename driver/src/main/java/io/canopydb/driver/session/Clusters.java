package io.canopydb.driver.session;

import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.url.CanopyProperty;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.driver.url.Settings;
import io.canopydb.metadata.secret.ClusterKeySource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The clusters that this process is connected to. Sessions with equal URLs, accounts apart, share
 * one; it is closed when its last session is. Safe for use by many threads.
 */
public final class Clusters {
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
        clusters.remove(key);
        unused = shared.cluster;
      }
    }
    if (unused != null) {
      unused.close();
    }
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
