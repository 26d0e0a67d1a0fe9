package io.canopydb.metadata.store;

import io.canopydb.metadata.store.MetadataException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.framework.state.SessionConnectionStateErrorPolicy;
import org.apache.curator.retry.RetryNTimes;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * A session with ZooKeeper and the few calls that the store makes of it, with the store's own
 * errors. Paths are absolute. Every call ends in bounded time: a call that meets a lost connection
 * waits for a new one for at most the session's timeout, a few times. Safe for use by many threads.
 */
final class ZooKeeperClient implements AutoCloseable {

  /**
   * The most bytes that may be written at once. ZooKeeper drops the connection of a client that
   * sends more than 1 MB, without saying why.
   */
  static final int MAX_WRITE_BYTES = 900_000;

  private static final int RETRIES = 2;
  private static final int RETRY_PAUSE_MILLIS = 200;
  private static final int CLOSE_WAIT_MILLIS = 1_000;

  private final CuratorFramework curator;
  private final ExecutorService callbacks;
  private final Duration sessionTimeout;
  private final Duration callTimeout;

  /** Since when there is no connection, by System.nanoTime. */
  private volatile long awaySince;

  private ZooKeeperClient(
      CuratorFramework curator, ExecutorService callbacks, Duration sessionTimeout) {
    this.curator = curator;
    this.callbacks = callbacks;
    this.sessionTimeout = sessionTimeout;
    this.callTimeout = sessionTimeout.multipliedBy(RETRIES + 1).plusSeconds(1);
    this.awaySince = System.nanoTime();
    curator
        .getConnectionStateListenable()
        .addListener(
            (ignored, state) -> {
              if (state == ConnectionState.SUSPENDED) {
                awaySince = System.nanoTime();
              }
            });
  }

  /**
   * The content of a znode.
   *
   * @param data its bytes
   * @param stat its versions
   */
  record Node(byte[] data, Stat stat) {}

  /**
   * Connects.
   *
   * @throws MetadataException (UNREACHABLE) if no server answers within {@code connectTimeout}
   */
  static ZooKeeperClient open(String servers, Duration sessionTimeout, Duration connectTimeout)
      throws MetadataException {
    ExecutorService callbacks =
        Executors.newSingleThreadExecutor(NamedThreads.daemon("canopy-zookeeper-callback"));
    int timeoutMillis = Math.toIntExact(sessionTimeout.toMillis());
    CuratorFramework curator =
        CuratorFrameworkFactory.builder()
            .connectString(servers)
            .zookeeperFactory(QuietZooKeeper::new)
            // The servers are reached by the addresses that the user gave, which may differ from
            // those that they use among themselves.
            .ensembleTracker(false)
            .sessionTimeoutMs(timeoutMillis)
            .connectionTimeoutMs(timeoutMillis)
            .retryPolicy(new RetryNTimes(RETRIES, RETRY_PAUSE_MILLIS))
            // A short break of the connection is no loss of what the session holds.
            .connectionStateErrorPolicy(new SessionConnectionStateErrorPolicy())
            .threadFactory(NamedThreads.daemon("canopy-zookeeper"))
            .runSafeService(callbacks)
            .maxCloseWaitMs(CLOSE_WAIT_MILLIS)
            .waitForShutdownTimeoutMs(CLOSE_WAIT_MILLIS)
            .build();
    ZooKeeperClient client = new ZooKeeperClient(curator, callbacks, sessionTimeout);
    boolean connected = false;
    try {
      curator.start();
      connected =
          curator.blockUntilConnected(
              Math.toIntExact(connectTimeout.toMillis()), TimeUnit.MILLISECONDS);
      if (!connected) {
        throw new MetadataException(
            Reason.UNREACHABLE,
            "no ZooKeeper server answered at " + servers + " within " + text(connectTimeout));
      }
      return client;
    } catch (Exception e) {
      throw Failure.of(e, "connecting to ZooKeeper at " + servers);
    } finally {
      if (!connected) {
        client.close();
      }
    }
  }

  static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  /** For recipes and listeners, which wait for a connection by themselves. */
  CuratorFramework curator() {
    return curator;
  }

  /** Whether there is a connection just now. */
  boolean inTouch() {
    return curator.getZookeeperClient().isConnected();
  }

  /**
   * Curator, for a call that needs ZooKeeper. Where there has been no connection for as long as a
   * session lasts, this fails at once: Curator would wait, and log a stack trace each time.
   */
  CuratorFramework connected() throws Exception {
    if (!inTouch()) {
      long left = awaySince + sessionTimeout.toNanos() - System.nanoTime();
      int millis = (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left));
      if (!curator.blockUntilConnected(millis, TimeUnit.MILLISECONDS)) {
        throw new MetadataException(Reason.UNREACHABLE, "no ZooKeeper server answers");
      }
    }
    return curator;
  }

  /** The handle of the present session; another after that session was lost. */
  ZooKeeper handle() throws Exception {
    return connected().getZookeeperClient().getZooKeeper();
  }

  /** The content of a znode; null when it is not there. */
  @Nullable Node get(String path) throws MetadataException {
    return read(path, null);
  }

  /** As {@link #get}, and {@code watcher} is told once of the next change of that znode. */
  @Nullable Node getWatched(String path, Watcher watcher) throws MetadataException {
    return read(path, watcher);
  }

  private @Nullable Node read(String path, @Nullable Watcher watcher) throws MetadataException {
    Stat stat = new Stat();
    try {
      byte[] data =
          watcher == null
              ? connected().getData().storingStatIn(stat).forPath(path)
              : connected().getData().storingStatIn(stat).usingWatcher(watcher).forPath(path);
      return new Node(data, stat);
    } catch (KeeperException.NoNodeException e) {
      return null;
    } catch (Exception e) {
      throw Failure.of(e, "reading " + path);
    }
  }

  /** The contents of many znodes, read side by side; those that are not there are left out. */
  Map<String, byte[]> getAll(Iterable<String> paths) throws MetadataException {
    try {
      return new ParallelReads(connected(), callTimeout).read(paths);
    } catch (Exception e) {
      throw Failure.of(e, "reading");
    }
  }

  /** The names of a znode's children; none when it is not there. */
  List<String> children(String path) throws MetadataException {
    try {
      return connected().getChildren().forPath(path);
    } catch (KeeperException.NoNodeException e) {
      return List.of();
    } catch (Exception e) {
      throw Failure.of(e, "listing " + path);
    }
  }

  /** As {@link #children}, and {@code watcher} is told once of the next one added or removed. */
  List<String> childrenWatched(String path, Watcher watcher) throws MetadataException {
    try {
      return connected().getChildren().usingWatcher(watcher).forPath(path);
    } catch (Exception e) {
      throw Failure.of(e, "listing " + path);
    }
  }

  /** Whether a znode is there; {@code watcher} is told once of the next change of that. */
  boolean existsWatched(String path, Watcher watcher) throws MetadataException {
    try {
      return connected().checkExists().usingWatcher(watcher).forPath(path) != null;
    } catch (Exception e) {
      throw Failure.of(e, "looking for " + path);
    }
  }

  /** Whether a znode is there. */
  boolean exists(String path) throws MetadataException {
    return stat(path) != null;
  }

  /** A znode's versions; null when it is not there. */
  @Nullable Stat stat(String path) throws MetadataException {
    try {
      return connected().checkExists().forPath(path);
    } catch (Exception e) {
      throw Failure.of(e, "looking for " + path);
    }
  }

  /** Makes a lasting znode and what is missing above it; false when it is there already. */
  boolean create(String path, byte[] data) throws MetadataException {
    requireFits(path, data.length);
    try {
      connected().create().creatingParentsIfNeeded().forPath(path, data);
      return true;
    } catch (KeeperException.NodeExistsException e) {
      return false;
    } catch (Exception e) {
      throw Failure.of(e, "creating " + path);
    }
  }

  /**
   * As {@link #create}, but what is missing above it is made so that ZooKeeper removes it when it
   * has been empty for a while.
   */
  boolean createBelowContainer(String path, byte[] data) throws MetadataException {
    requireFits(path, data.length);
    for (int attempt = 1; ; attempt++) {
      try {
        connected().create().creatingParentContainersIfNeeded().forPath(path, data);
        return true;
      } catch (KeeperException.NodeExistsException e) {
        return false;
      } catch (KeeperException.NoNodeException e) {
        // The container was removed in between.
        if (attempt > RETRIES) {
          throw Failure.of(e, "creating " + path);
        }
      } catch (Exception e) {
        throw Failure.of(e, "creating " + path);
      }
    }
  }

  /**
   * Replaces a znode's content.
   *
   * @param version the version it must have; -1 for any
   * @return false when it has another version, or is not there
   */
  boolean set(String path, byte[] data, int version) throws MetadataException {
    requireFits(path, data.length);
    try {
      connected().setData().withVersion(version).forPath(path, data);
      return true;
    } catch (KeeperException.BadVersionException | KeeperException.NoNodeException e) {
      return false;
    } catch (Exception e) {
      throw Failure.of(e, "writing " + path);
    }
  }

  /**
   * Removes a znode; quiet when it is gone already.
   *
   * @param version the version it must have; -1 for any
   * @return false when it has another version
   */
  boolean delete(String path, int version) throws MetadataException {
    try {
      connected().delete().withVersion(version).forPath(path);
      return true;
    } catch (KeeperException.NoNodeException e) {
      return true;
    } catch (KeeperException.BadVersionException e) {
      return false;
    } catch (Exception e) {
      throw Failure.of(e, "removing " + path);
    }
  }

  /**
   * Makes sure that reads from here on see everything that was written, by anybody, before the
   * call.
   */
  void sync(String path) throws MetadataException {
    CompletableFuture<CuratorEvent> done = new CompletableFuture<>();
    try {
      connected().sync().inBackground((ignored, event) -> done.complete(event)).forPath(path);
      CuratorEvent event = done.get(callTimeout.toMillis(), TimeUnit.MILLISECONDS);
      KeeperException.Code code = KeeperException.Code.get(event.getResultCode());
      if (code != KeeperException.Code.OK) {
        throw KeeperException.create(code, path);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new MetadataException(
          Reason.UNREACHABLE, "ZooKeeper did not answer while " + path + " was brought up to date");
    } catch (Exception e) {
      throw Failure.of(e, "bringing " + path + " up to date");
    }
  }

  /** Throws if what is to be written is more than ZooKeeper takes. */
  static void requireFits(String what, long bytes) throws MetadataException {
    if (bytes > MAX_WRITE_BYTES) {
      throw new MetadataException(
          Reason.TOO_LARGE,
          what
              + " takes "
              + bytes
              + " bytes in ZooKeeper, and no more than "
              + MAX_WRITE_BYTES
              + " can be written at once");
    }
  }

  @Override
  public void close() {
    curator.close();
    callbacks.shutdown();
  }
}
