package io.canopydb.proxy.local;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.local.LocalClusterProvider;
import io.canopydb.driver.local.LocalUrl;
import io.canopydb.proxy.local.progress.LoggedProgress;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The clusters behind {@code jdbc:canopy:local:} URLs: one for each URL, started when it is first
 * asked for, and gone with the process. Safe for use by many threads.
 */
public final class ProcessClusters implements LocalClusterProvider {

  /** What the whole process shares: the service loader makes a new provider for every look-up. */
  private static final Map<LocalUrl, LocalCluster> CLUSTERS = new HashMap<>();

  @Override
  public String start(LocalUrl url) throws SQLException {
    synchronized (CLUSTERS) {
      LocalCluster cluster = CLUSTERS.get(url);
      if (cluster == null) {
        cluster = launch(url);
        CLUSTERS.put(url, cluster);
      }
      return cluster.url(url.database());
    }
  }

  private static LocalCluster launch(LocalUrl url) throws SQLException {
    LocalCluster cluster = null;
    boolean complete = false;
    try {
      cluster =
          LocalCluster.start(
              LocalClusterOptions.temporary(url.engine(), url.leaves()), new LoggedProgress());
      LocalDatabase database = new LocalDatabase(cluster, url.database());
      if (url.redundancy() != 1) {
        database.redundancy(url.redundancy());
      }
      database.create(url.partitions());
      complete = true;
      return cluster;
    } catch (IOException e) {
      throw CanopyError.LOCAL_CLUSTER.causedBy(e, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CanopyError.CANCELLED.causedBy(e);
    } finally {
      if (cluster != null && !complete) {
        closeQuietly(cluster);
      }
    }
  }

  private static void closeQuietly(LocalCluster cluster) {
    try {
      cluster.close();
    } catch (IOException e) {
      new LoggedProgress().say("a local cluster did not end in order: " + e.getMessage());
    }
  }
}
