package io.canopydb.metadata.store;

import io.canopydb.metadata.model.ClusterSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of new snapshots, on one thread. A listener that is slower than the changes is
 * told of the newest only, so nothing piles up. Thread-safe.
 */
final class SnapshotListeners implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotListeners.class);

  private static final Duration FOREVER = Duration.ofDays(1);

  private final Supplier<ClusterSnapshot> newest;
  private final List<Consumer<ClusterSnapshot>> listeners = new CopyOnWriteArrayList<>();
  private final Signal applied = new Signal();
  private final Thread thread = NamedThreads.daemon("canopy-snapshot-listeners", this::run);

  SnapshotListeners(Supplier<ClusterSnapshot> newest) {
    this.newest = newest;
  }

  void start() {
    thread.start();
  }

  void add(Consumer<ClusterSnapshot> listener) {
    listeners.add(listener);
  }

  /** A new snapshot was applied. */
  void applied() {
    applied.raise();
  }

  private void run() {
    long told = newest.get().version();
    try {
      while (true) {
        applied.await(FOREVER);
        ClusterSnapshot snapshot = newest.get();
        if (snapshot.version() != told) {
          told = snapshot.version();
          listeners.forEach(listener -> tell(listener, snapshot));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(Consumer<ClusterSnapshot> listener, ClusterSnapshot snapshot) {
    try {
      listener.accept(snapshot);
    } catch (RuntimeException e) {
      LOG.error("A listener failed on version {} of the metadata", snapshot.version(), e);
    }
  }

  @Override
  public void close() {
    NamedThreads.stop(thread);
  }
}
