package io.canopydb.driver.session;

import io.canopydb.driver.dispatch.Observer;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.pool.PoolOptions;
import io.canopydb.driver.url.CanopyProperty;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.metadata.store.Aggregator;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * What a process is to a cluster, and the means it has for it. Who opens a cluster by equal options
 * shares it. Immutable.
 *
 * @param zooKeeper the servers: {@code zk1:2181,zk2:2181}
 * @param namespace the znode of the cluster
 * @param kind what it is registered as
 * @param host where it runs, or by which name it is reached
 * @param port by which port it is reached; 0 for one that nobody connects to
 * @param sessionTimeout after which time without contact ZooKeeper takes it for dead
 * @param connectTimeout how long to wait for ZooKeeper's first answer
 * @param pool how it keeps connections to the leaves
 * @param clusterKeyFile the file with the cluster key; empty for the environment's
 * @param threads how many threads work on leaves at once, beside those that run statements
 * @param planCacheSize how many plans are kept
 * @param linger how long it stays connected when nobody uses it any more; zero for not at all
 * @param faults is told of the steps of DDL and commits
 * @param observer is told of each statement that goes to a leaf
 */
public record AggregatorOptions(
    String zooKeeper,
    String namespace,
    Aggregator.Kind kind,
    String host,
    int port,
    Duration sessionTimeout,
    Duration connectTimeout,
    PoolOptions pool,
    String clusterKeyFile,
    int threads,
    int planCacheSize,
    Duration linger,
    FaultPoint faults,
    Observer observer) {

  private static final int THREADS = 64;

  private static final class ThisHost {
    static final String NAME = name();

    private static String name() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "unknown";
      }
    }
  }

  /** What a URL says of the cluster. What it says of a session (its account, say) is left out. */
  public static AggregatorOptions driver(CanopyUrl url, FaultPoint faults) {
    return new AggregatorOptions(
        url.connectString(),
        url.settings().text(CanopyProperty.NAMESPACE),
        Aggregator.Kind.DRIVER,
        ThisHost.NAME,
        0,
        millis(url, CanopyProperty.ZOOKEEPER_SESSION_TIMEOUT),
        millis(url, CanopyProperty.CONNECT_TIMEOUT),
        PoolOptions.DEFAULT
            .withMaximumSize(url.settings().number(CanopyProperty.POOL_SIZE))
            .withTimeouts(
                millis(url, CanopyProperty.CONNECT_TIMEOUT),
                millis(url, CanopyProperty.SOCKET_TIMEOUT))
            .withProperties(url.settings().leaf()),
        url.settings().text(CanopyProperty.CLUSTER_KEY_FILE),
        THREADS,
        url.settings().number(CanopyProperty.PLAN_CACHE_SIZE),
        millis(url, CanopyProperty.CLUSTER_LINGER),
        faults,
        Observer.NONE);
  }

  /** As something else than a driver, which others reach by this name and port. */
  public AggregatorOptions as(Aggregator.Kind newKind, String newHost, int newPort) {
    return new AggregatorOptions(
        zooKeeper,
        namespace,
        newKind,
        newHost,
        newPort,
        sessionTimeout,
        connectTimeout,
        pool,
        clusterKeyFile,
        threads,
        planCacheSize,
        linger,
        faults,
        observer);
  }

  /** With another number of threads. */
  public AggregatorOptions withThreads(int newThreads) {
    return new AggregatorOptions(
        zooKeeper,
        namespace,
        kind,
        host,
        port,
        sessionTimeout,
        connectTimeout,
        pool,
        clusterKeyFile,
        newThreads,
        planCacheSize,
        linger,
        faults,
        observer);
  }

  /** With somebody who is told of each statement that goes to a leaf. */
  public AggregatorOptions observedBy(Observer newObserver) {
    return new AggregatorOptions(
        zooKeeper,
        namespace,
        kind,
        host,
        port,
        sessionTimeout,
        connectTimeout,
        pool,
        clusterKeyFile,
        threads,
        planCacheSize,
        linger,
        faults,
        newObserver);
  }

  private static Duration millis(CanopyUrl url, CanopyProperty property) {
    return Duration.ofMillis(url.settings().number(property));
  }
}
