package io.canopydb.metadata.store;

import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.store.MetadataException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.zookeeper.Watcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Keeps the newest snapshot, by a watch on the version znode.
 *
 * <p>A snapshot is atomic although it is read from many znodes, since every change writes the
 * version znode in its transaction: a reading during which the version did not move saw no change.
 *
 * <p>Safe for use by many threads. One thread at a time reads or changes; those who ask for the
 * snapshot never wait for it.
 */
final class SnapshotFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotFollower.class);

  /** How often a reading is begun anew because somebody changed something meanwhile. */
  private static final int ATTEMPTS = 200;

  /** How long to wait for the thread that is changing or reading. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Looks anew after that long even if no watch fires: a belt beside the braces. */
  private static final Duration LOOK_ANYWAY = Duration.ofSeconds(10);

  private static final Duration LOOK_AFTER_FAILURE = Duration.ofMillis(500);

  private final ZooKeeperClient client;
  private final Znodes znodes;
  private final ClusterRecord cluster;
  private final SnapshotReader reader;
  private final Runnable onApplied;
  private final Signal changed = new Signal();
  private final Watcher watcher = event -> changed.raise();
  private final Thread thread = NamedThreads.daemon("canopy-snapshot", this::follow);
  private final ReentrantLock lock = new ReentrantLock(true);
  private volatile VersionedSnapshot current;

  /**
   * @param onApplied told after each newly applied snapshot, on the thread that applied it
   */
  SnapshotFollower(
      ZooKeeperClient client, Znodes znodes, ClusterRecord cluster, Runnable onApplied) {
    this.client = client;
    this.znodes = znodes;
    this.cluster = cluster;
    this.reader = new SnapshotReader(znodes, client);
    this.onApplied = onApplied;
    this.current =
        new VersionedSnapshot(
            new ClusterSnapshot(-1, cluster.engine(), Map.of(), Map.of(), Map.of()),
            new VersionRecord(cluster.id(), -1, List.of()),
            -1);
  }

  /** Reads the first snapshot and begins to follow. */
  void start() throws MetadataException {
    refresh();
    thread.start();
  }

  /** The newest snapshot that was applied. */
  ClusterSnapshot snapshot() {
    return current.snapshot();
  }

  /** Makes the follower look for a new version: the connection was lost for a while. */
  void lookAgain() {
    changed.raise();
  }

  /** Reads the newest version and applies it before it returns. */
  void refresh() throws MetadataException {
    exclusively(this::readNewest);
  }

  /** Work during which no other thread of this process reads or changes the metadata. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws MetadataException;
  }

  <T> T exclusively(Work<T> work) throws MetadataException {
    try {
      if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new MetadataException(
            Reason.TIMEOUT,
            "others in this process were still changing the metadata after "
                + ZooKeeperClient.text(PATIENCE));
      }
    } catch (InterruptedException e) {
      throw Failure.of(e, "waiting to change the metadata");
    }
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }

  /** Makes a snapshot the newest. Only within {@link #exclusively}. */
  void apply(VersionedSnapshot newest) {
    current = newest;
    onApplied.run();
  }

  /** Reads and applies the newest version. Only within {@link #exclusively}. */
  VersionedSnapshot readNewest() throws MetadataException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      VersionedSnapshot known = current;
      ZooKeeperClient.Node node = versionNode();
      VersionRecord record = decode(node);
      if (record.version() < known.version()) {
        // A new session may have met a server that lags behind the last one's.
        client.sync(znodes.version());
        node = versionNode();
        record = decode(node);
      }
      requireSameCluster(record, known);
      if (record.version() == known.version()) {
        return known;
      }
      Optional<ClusterSnapshot> snapshot = read(known, record, node);
      if (snapshot.isPresent()) {
        VersionedSnapshot newest =
            new VersionedSnapshot(snapshot.get(), record, node.stat().getVersion());
        apply(newest);
        return newest;
      }
    }
    throw new MetadataException(Reason.CONFLICT, "the metadata changes faster than it can be read");
  }

  /** One reading; empty when somebody changed something meanwhile. */
  private Optional<ClusterSnapshot> read(
      VersionedSnapshot known, VersionRecord record, ZooKeeperClient.Node before)
      throws MetadataException {
    ClusterSnapshot snapshot;
    try {
      Optional<Set<String>> paths = record.changedSince(known.version());
      snapshot =
          paths.isPresent()
              ? reader.readChanged(known.snapshot(), record.version(), paths.get())
              : reader.readAll(known.snapshot(), record.version());
    } catch (MetadataException e) {
      // What looks damaged may be half of a change.
      if (e.reason() == Reason.UNREADABLE && !isNewest(before)) {
        return Optional.empty();
      }
      throw e;
    }
    return isNewest(before) ? Optional.of(snapshot) : Optional.empty();
  }

  private boolean isNewest(ZooKeeperClient.Node node) throws MetadataException {
    return versionNode().stat().getMzxid() == node.stat().getMzxid();
  }

  private ZooKeeperClient.Node versionNode() throws MetadataException {
    ZooKeeperClient.Node node = client.getWatched(znodes.version(), watcher);
    if (node == null) {
      throw new MetadataException(
          Reason.NOT_FOUND, "the cluster at " + znodes.root() + " is gone from ZooKeeper");
    }
    return node;
  }

  private VersionRecord decode(ZooKeeperClient.Node node) throws MetadataException {
    return SnapshotDraft.decode(VersionRecord.CODEC, znodes.version(), node.data());
  }

  private void requireSameCluster(VersionRecord record, VersionedSnapshot known)
      throws MetadataException {
    if (!record.cluster().equals(cluster.id())) {
      throw new MetadataException(
          Reason.UNREADABLE,
          "the cluster at " + znodes.root() + " was made anew; connect to it again");
    }
    if (record.version() < known.version()) {
      throw new MetadataException(
          Reason.UNREADABLE,
          "the metadata at "
              + znodes.root()
              + " went back from version "
              + known.version()
              + " to "
              + record.version());
    }
  }

  private void follow() {
    Duration pause = LOOK_ANYWAY;
    boolean failing = false;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        changed.await(pause);
        refresh();
        pause = LOOK_ANYWAY;
        failing = false;
      } catch (MetadataException e) {
        if (!failing) {
          // That ZooKeeper is out of touch the session tells already.
          LOG.atLevel(e.reason() == Reason.UNREACHABLE ? Level.DEBUG : Level.WARN)
              .log("The snapshot of the metadata may be stale: {}", e.getMessage());
        }
        failing = true;
        pause = LOOK_AFTER_FAILURE;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.error("Following the metadata failed; trying again", e);
        pause = LOOK_AFTER_FAILURE;
      }
    }
  }

  @Override
  public void close() {
    NamedThreads.stop(thread);
  }
}
