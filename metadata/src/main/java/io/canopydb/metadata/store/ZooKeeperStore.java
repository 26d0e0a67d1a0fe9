package io.canopydb.metadata.store;

import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.store.MetadataException.Reason;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a cluster in ZooKeeper; {@link Znodes} shows how it lies there. Safe for use by
 * many threads.
 */
public final class ZooKeeperStore implements MetadataStore {

  private final ZooKeeperClient client;
  private final ClusterRecord cluster;
  private final String aggregatorId;
  private final SnapshotListeners listeners;
  private final SnapshotFollower follower;
  private final SnapshotUpdater updater;
  private final SessionKeeper session;
  private final Directory directory;
  private final Barrier barrier;
  private final ZooKeeperIdRanges idRanges;
  private final ZooKeeperJournal journal;
  private final ZooKeeperRequests requests;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ZooKeeperStore(
      ZooKeeperClient client, Znodes znodes, ClusterRecord cluster, ConnectOptions options) {
    String id = UUID.randomUUID().toString();
    this.aggregatorId = id;
    this.client = client;
    this.cluster = cluster;
    this.follower = new SnapshotFollower(client, znodes, cluster, this::applied);
    this.listeners = new SnapshotListeners(follower::snapshot);
    this.updater = new SnapshotUpdater(client, znodes, follower, id);
    this.session =
        new SessionKeeper(
            client,
            znodes.aggregator(id),
            new Registration(options.host(), options.port(), options.kind(), -1, Holdings.UNKNOWN),
            follower);
    this.directory = new Directory(client, znodes);
    this.barrier = new Barrier(client, znodes);
    this.idRanges = new ZooKeeperIdRanges(client, znodes);
    this.journal = new ZooKeeperJournal(client, znodes, session);
    this.requests =
        new ZooKeeperRequests(client, znodes, directory, session, id, options.sessionTimeout());
  }

  /**
   * Makes an empty cluster, or does nothing when one of that engine is there already.
   *
   * @param connectString see {@link ConnectOptions#connectString}
   * @return whether it was made now
   * @throws MetadataException (CONFLICT) if a cluster of another engine is there
   */
  public static boolean create(String connectString, Engine engine) throws MetadataException {
    return create(connectString, engine, ConnectOptions.CONNECT_TIMEOUT);
  }

  /** As {@link #create(String, Engine)}, with another time to wait for ZooKeeper. */
  public static boolean create(String connectString, Engine engine, Duration connectTimeout)
      throws MetadataException {
    return create(connectString, engine, null, connectTimeout);
  }

  /**
   * As {@link #create(String, Engine)}, for a cluster whose secrets are sealed.
   *
   * @param keyId the id of the key under which they are; null where there will be none
   * @throws MetadataException (CONFLICT) also if the cluster that is there has another key
   */
  public static boolean create(
      String connectString, Engine engine, @Nullable String keyId, Duration connectTimeout)
      throws MetadataException {
    ClusterAddress address = ClusterAddress.parse(connectString);
    try (ZooKeeperClient client =
        ZooKeeperClient.open(address.servers(), ConnectOptions.SESSION_TIMEOUT, connectTimeout)) {
      return new ClusterFounding(client, new Znodes(address.root())).found(engine, keyId);
    }
  }

  /** Connects to a cluster as an aggregator, with the usual timeouts. */
  public static ZooKeeperStore connect(
      String connectString, Aggregator.Kind kind, String host, int port) throws MetadataException {
    return connect(ConnectOptions.of(connectString, kind, host, port));
  }

  /**
   * Connects to a cluster as an aggregator. On return the newest snapshot is there and the lease is
   * held.
   *
   * @throws MetadataException NOT_FOUND if there is no cluster, UNREACHABLE if ZooKeeper does not
   *     answer in time, UNREADABLE if a newer Canopy wrote what this one cannot read
   */
  public static ZooKeeperStore connect(ConnectOptions options) throws MetadataException {
    ClusterAddress address = ClusterAddress.parse(options.connectString());
    Znodes znodes = new Znodes(address.root());
    ZooKeeperClient client =
        ZooKeeperClient.open(address.servers(), options.sessionTimeout(), options.connectTimeout());
    boolean started = false;
    try {
      ClusterRecord cluster = ClusterFounding.find(client, znodes);
      if (cluster == null) {
        throw new MetadataException(
            Reason.NOT_FOUND,
            "there is no Canopy cluster at "
                + address.root()
                + " on ZooKeeper "
                + address.servers());
      }
      ZooKeeperStore store = new ZooKeeperStore(client, znodes, cluster, options);
      try {
        store.start();
        started = true;
        return store;
      } finally {
        if (!started) {
          store.close();
        }
      }
    } finally {
      if (!started) {
        client.close();
      }
    }
  }

  private void start() throws MetadataException {
    follower.start();
    listeners.start();
    session.start();
    client
        .curator()
        .getConnectionStateListenable()
        .addListener(
            (curator, state) -> {
              if (state.isConnected()) {
                follower.lookAgain();
                session.wake();
              }
            });
  }

  private void applied() {
    session.wake();
    listeners.applied();
  }

  @Override
  public String clusterId() {
    return cluster.id();
  }

  @Override
  public Optional<String> keyId() {
    return Optional.ofNullable(cluster.keyId());
  }

  @Override
  public ClusterSnapshot snapshot() {
    return follower.snapshot();
  }

  @Override
  public ClusterSnapshot update(UnaryOperator<ClusterSnapshot> edit) throws MetadataException {
    return updater.update(edit);
  }

  @Override
  public void barrier(long version, Duration timeout)
      throws MetadataException, InterruptedException {
    barrier.await(version, timeout);
  }

  @Override
  public void drained(long version, Collection<? extends DrainScope> scopes, Duration timeout)
      throws MetadataException, InterruptedException {
    barrier.awaitDrained(version, scopes, timeout);
  }

  @Override
  public void heldBy(MapHolders holders) {
    session.heldBy(holders);
  }

  @Override
  public void addListener(Consumer<ClusterSnapshot> listener) {
    listeners.add(listener);
  }

  @Override
  public Lease lease() {
    return session;
  }

  @Override
  public boolean inTouch() {
    return client.inTouch() && session.held();
  }

  @Override
  public String aggregatorId() {
    return aggregatorId;
  }

  @Override
  public List<Aggregator> aggregators() throws MetadataException {
    return directory.aggregators();
  }

  @Override
  public Optional<String> masterAggregator() throws MetadataException {
    return directory.master();
  }

  @Override
  public IdRanges idRanges() {
    return idRanges;
  }

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public Requests requests() {
    return requests;
  }

  /** For tests that break the session. */
  ZooKeeperClient client() {
    return client;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      requests.close();
      session.close();
      listeners.close();
      follower.close();
      client.close();
    }
  }
}
