package io.canopydb.metadata.store;

import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.store.MetadataException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Changes the metadata by compare-and-set on the version znode. Safe for use by many threads, whose
 * changes are made one after the other.
 */
final class SnapshotUpdater {

  /** How often an edit is made anew because somebody else was faster. */
  private static final int ATTEMPTS = 200;

  private final ZooKeeperClient client;
  private final Znodes znodes;
  private final SnapshotFollower follower;
  private final String owner;
  private final AtomicLong updates = new AtomicLong();

  /**
   * @param owner tells this process's changes from those of others
   */
  SnapshotUpdater(ZooKeeperClient client, Znodes znodes, SnapshotFollower follower, String owner) {
    this.client = client;
    this.znodes = znodes;
    this.follower = follower;
    this.owner = owner;
  }

  /** See {@link MetadataStore#update}. */
  ClusterSnapshot update(UnaryOperator<ClusterSnapshot> edit) throws MetadataException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<ClusterSnapshot> stored = follower.exclusively(() -> tryUpdate(edit));
      if (stored.isPresent()) {
        return stored.get();
      }
      Backoff.pause(attempt);
    }
    throw new MetadataException(
        Reason.CONFLICT, "others changed the metadata " + ATTEMPTS + " times in between");
  }

  private Optional<ClusterSnapshot> tryUpdate(UnaryOperator<ClusterSnapshot> edit)
      throws MetadataException {
    // The edit must see the newest even when it then changes nothing, or rejects.
    client.sync(znodes.version());
    VersionedSnapshot base = follower.readNewest();
    ClusterSnapshot wanted = edit.apply(base.snapshot());
    Transaction writes = new Transaction(client);
    List<String> paths = SnapshotDiff.between(base.snapshot(), wanted, znodes, writes).paths();
    return paths.isEmpty() ? Optional.of(base.snapshot()) : store(base, wanted, paths, writes);
  }

  /** Writes a change; empty when somebody else's change came first. */
  private Optional<ClusterSnapshot> store(
      VersionedSnapshot base, ClusterSnapshot wanted, List<String> paths, Transaction writes)
      throws MetadataException {
    String update = owner + "-" + updates.getAndIncrement();
    VersionRecord next = base.record().next(update, paths);
    // The version first: it is the one to fail when somebody else was faster.
    Transaction all =
        new Transaction(client)
            .set(znodes.version(), VersionRecord.CODEC.encode(next), base.znodeVersion())
            .append(writes);
    try {
      all.commit("storing the change of the metadata");
    } catch (MetadataException e) {
      if (e.reason() == Reason.TOO_LARGE) {
        throw e;
      }
      return afterFailure(e, update, base);
    }
    ClusterSnapshot snapshot =
        new ClusterSnapshot(
            next.version(),
            wanted.engine(),
            wanted.leaves(),
            wanted.databases(),
            wanted.variables());
    follower.apply(new VersionedSnapshot(snapshot, next, base.znodeVersion() + 1));
    return Optional.of(snapshot);
  }

  /**
   * Finds out what became of a change whose storing failed. It may have been stored all the same:
   * the connection broke before the answer came, and perhaps the client tried again, and found its
   * own change in the way.
   */
  private Optional<ClusterSnapshot> afterFailure(
      MetadataException failure, String update, VersionedSnapshot base) throws MetadataException {
    VersionedSnapshot now;
    try {
      client.sync(znodes.version());
      now = follower.readNewest();
    } catch (MetadataException e) {
      MetadataException unknown = unknown(failure);
      unknown.addSuppressed(e);
      throw unknown;
    }
    if (now.record().includes(update)) {
      return Optional.of(now.snapshot());
    }
    if (now.version() == base.version()) {
      throw failure;
    }
    if (!now.record().tells(base.version() + 1)) {
      throw unknown(failure);
    }
    return Optional.empty();
  }

  private static MetadataException unknown(MetadataException failure) {
    return new MetadataException(
        failure.reason(),
        failure.getMessage() + "; it is not known whether the change was stored",
        failure);
  }
}
