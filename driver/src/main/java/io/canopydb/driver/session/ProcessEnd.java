package io.canopydb.driver.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes leave of the clusters that nobody uses when the process ends. Without that ZooKeeper would
 * keep this aggregator for the rest of its session, and who changes a table would wait for it. Safe
 * for use by many threads.
 */
final class ProcessEnd {
  /** Leaves and ZooKeeper may be gone already: they must not hold up the end for long. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Collection<SharedCluster> clusters;
  private @Nullable Thread hook;

  /**
   * Takes leave of those clusters.
   *
   * @param clusters as there are at each time; safe for use by many threads
   */
  ProcessEnd(Collection<SharedCluster> clusters) {
    this.clusters = clusters;
  }

  /** Called when there is a cluster more or less: without any, the JVM need not know of this. */
  synchronized void watch() {
    Thread known = hook;
    try {
      if (known == null && !clusters.isEmpty()) {
        Thread thread = new Thread(this::takeLeave, "canopy-process-end");
        Runtime.getRuntime().addShutdownHook(thread);
        hook = thread;
      } else if (known != null && clusters.isEmpty()) {
        Runtime.getRuntime().removeShutdownHook(known);
        hook = null;
      }
    } catch (IllegalStateException e) {
      // The process is ending.
      hook = known;
    }
  }

  /** Ends the clusters that nobody uses, in bounded time. */
  void takeLeave() {
    List<Thread> leaving = new ArrayList<>();
    for (SharedCluster cluster : clusters) {
      Thread thread = new Thread(cluster::processEnds, "canopy-process-end-of-cluster");
      thread.setDaemon(true);
      thread.start();
      leaving.add(thread);
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (Thread thread : leaving) {
        thread.join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
