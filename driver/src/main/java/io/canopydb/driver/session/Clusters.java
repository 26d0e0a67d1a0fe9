package io.canopydb.driver.session;

import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.url.CanopyUrl;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The clusters that this process is connected to. Sessions with equal URLs, accounts and what only
 * concerns a session apart, share one. It stays open for a while after its last session, so that an
 * application without a pool does not connect to ZooKeeper each time.
 *
 * <p>Each cluster lives for itself: nothing here waits for one while it holds what another needs.
 * Safe for use by many threads.
 */
public final class Clusters {
  private final ConcurrentMap<AggregatorOptions, SharedCluster> clusters =
      new ConcurrentHashMap<>();
  private final ProcessEnd processEnd = new ProcessEnd(clusters.values());
  private final FaultPoint faults;

  public Clusters() {
    this(FaultPoint.NONE);
  }

  /** For tests, which end this process between two steps. */
  public Clusters(FaultPoint faults) {
    this.faults = faults;
  }

  /** Opens a session of a driver. */
  public Session open(CanopyUrl url) throws SQLException {
    AggregatorOptions options = AggregatorOptions.driver(url, faults);
    Identity account = new Credentials(url.user(), url.password());
    try (OpenCluster cluster = open(options, account)) {
      return cluster.open(url, account);
    }
  }

  /**
   * Opens a cluster, and holds it open until the handle is closed and its last session is.
   *
   * @param account finishes on leaves what others left behind; sessions have accounts of their own
   */
  public OpenCluster open(AggregatorOptions options, Identity account) throws SQLException {
    while (true) {
      SharedCluster known = clusters.get(options);
      if (known == null) {
        SharedCluster mine = new SharedCluster(options, this::gone);
        known = clusters.putIfAbsent(options, mine);
        if (known == null) {
          processEnd.watch();
          mine.connect(account);
          return new OpenCluster(mine);
        }
      }
      if (known.enter()) {
        return new OpenCluster(known);
      }
      clusters.remove(options, known);
    }
  }

  /** Ends those that nobody uses now, and does not let others linger; as the process' end does. */
  public void end() {
    processEnd.takeLeave();
  }

  private void gone(SharedCluster cluster) {
    clusters.remove(cluster.options(), cluster);
    processEnd.watch();
  }
}
