package io.canopydb.metadata.store;

import io.canopydb.metadata.model.ClusterSnapshot;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The cluster's metadata as one aggregator sees it. Reads come from memory and never block; only
 * changes, barriers and reservations talk to the store. Safe for use by many threads.
 */
public interface MetadataStore extends AutoCloseable {

  /**
   * The cluster's own id: given at random when the cluster was made, and never changed. It is
   * written on every leaf, so that a server can be told from one of another cluster.
   */
  String clusterId();

  /** The id of the key under which the cluster's secrets are sealed; empty where it has none. */
  Optional<String> keyId();

  /** The newest snapshot that this process has applied. Never blocks. */
  ClusterSnapshot snapshot();

  /**
   * Changes the metadata atomically: {@code edit} is given the newest snapshot and returns the one
   * wanted (its version is ignored). It is called again when somebody else was faster, so it must
   * be free of side effects; it may throw {@link MetadataEditRejected} to give up.
   *
   * @return the snapshot as stored, already applied in this process
   */
  ClusterSnapshot update(UnaryOperator<ClusterSnapshot> edit) throws MetadataException;

  /**
   * Waits until every live aggregator has applied {@code version} or its session is gone: what
   * begins from then on goes by it. What had begun before may still go by an older one; see {@link
   * #drained}.
   */
  void barrier(long version, Duration timeout) throws MetadataException, InterruptedException;

  /**
   * Waits until no live aggregator goes by anything older than {@code version} for any of the
   * scopes any more, not even with statements and transactions that it had begun before, or its
   * session is gone. {@link SessionKeeper} says how soon it learns that.
   *
   * @param scopes what that version has changed, and what stays so until this returns: tables whose
   *     rows are moving, partitions without their old masters
   */
  void drained(long version, Collection<? extends DrainScope> scopes, Duration timeout)
      throws MetadataException, InterruptedException;

  /**
   * Says who knows which snapshots this process holds. It is asked when a snapshot was applied, and
   * again and again until all that is older is drained; without one nothing older is held.
   */
  void heldBy(MapHolders holders);

  /** Calls {@code listener} after each newly applied snapshot, on a thread of the store's own. */
  void addListener(Consumer<ClusterSnapshot> listener);

  /** Whether this aggregator may still write: its contact with the store is fresh enough. */
  Lease lease();

  /** Whether the store can be reached just now, and the lease is held. */
  boolean inTouch();

  /** This process's own id among {@link #aggregators}. */
  String aggregatorId();

  /** The aggregators that are alive, this one included. */
  List<Aggregator> aggregators() throws MetadataException;

  /** The id of the master aggregator; empty where none lives. */
  Optional<String> masterAggregator() throws MetadataException;

  /** Cluster-wide ranges of issued numbers. */
  IdRanges idRanges();

  /** What operations that are under way have to finish or undo. */
  Journal journal();

  /** Work for the master aggregator. */
  Requests requests();

  /** Ends this aggregator's session. Idempotent. */
  @Override
  void close();
}
