package io.canopydb.driver.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.canopydb.driver.command.ClusterCommands;
import io.canopydb.driver.command.LeafRequests;
import io.canopydb.driver.ddl.DdlExecutor;
import io.canopydb.driver.ddl.JournaledDdl;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.LogicalErrors;
import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.error.StoreErrors;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.held.HeldMaps;
import io.canopydb.driver.ids.IdIssuer;
import io.canopydb.driver.ids.RangeIdIssuer;
import io.canopydb.driver.planner.TableSizes;
import io.canopydb.driver.pool.ClusterConnections;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.pool.LeafPools;
import io.canopydb.driver.pool.PoolOptions;
import io.canopydb.driver.transaction.Resolver;
import io.canopydb.driver.transaction.ResolverDuty;
import io.canopydb.driver.transaction.Transactions;
import io.canopydb.driver.url.CanopyProperty;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.secret.ClusterKeySource;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.ConnectOptions;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import io.canopydb.metadata.store.ZooKeeperStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One cluster as this process uses it: what all its sessions share. Safe for use by many threads.
 */
public final class Cluster implements AutoCloseable {
  private static final int THREADS = 64;

  private final MetadataStore store;
  private final Door door;
  private final ExecutorService executor;
  private final IdIssuer ids;
  private final Transactions transactions;
  private final ResolverDuty resolver;
  private final DdlExecutor ddl;
  private final ClusterCommands commands;
  private final Engine engine;
  private final PlanCache plans;
  private final HeldMaps heldMaps;
  private final Facts facts = new Facts();

  /** What is asked of a leaf once for all sessions, by database. */
  static final class Facts {
    final Cache<String, Boolean> codePointOrder = Caffeine.newBuilder().maximumSize(1_000).build();
    final Cache<String, java.util.Map<String, TableSizes.Size>> sizes =
        Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(Duration.ofMinutes(1)).build();
    final Cache<String, KnownFunctions> functions = Caffeine.newBuilder().maximumSize(100).build();
  }

  private Cluster(MetadataStore store, CanopyUrl url, ClusterKeySource keys, FaultPoint faults) {
    this.store = store;
    this.engine = store.snapshot().engine();
    LeafPools pools =
        new LeafPools(
            PoolOptions.DEFAULT
                .withMaximumSize(url.settings().number(CanopyProperty.POOL_SIZE))
                .withTimeouts(
                    millis(url, CanopyProperty.CONNECT_TIMEOUT),
                    millis(url, CanopyProperty.SOCKET_TIMEOUT))
                .withProperties(url.settings().leaf()));
    this.door = new Door(new ClusterConnections(store, pools));
    this.executor = threads();
    this.ids = new RangeIdIssuer(store, executor);
    this.transactions = new Transactions(store, door, engine, executor, faults);
    this.ddl = new JournaledDdl(store, door, engine, ids, transactions, executor, faults);
    this.commands = new ClusterCommands(store, door, ddl, new LeafRequests(store, keys));
    Credentials account = new Credentials(url.user(), url.password());
    this.resolver =
        ResolverDuty.start(
            store,
            new Resolver(store, door, leaf -> account, executor, faults),
            /* manager= */ false);
    this.heldMaps = new HeldMaps(store::snapshot);
    store.heldBy(heldMaps);
    this.plans = new PlanCache(url.settings().number(CanopyProperty.PLAN_CACHE_SIZE));
  }

  /**
   * Connects to a cluster as a driver.
   *
   * @param keys where this process has the cluster key from, if ever it needs one
   * @param faults is told of the steps of DDL and commits
   */
  static Cluster connect(CanopyUrl url, ClusterKeySource keys, FaultPoint faults)
      throws SQLException {
    String root = url.settings().text(CanopyProperty.NAMESPACE);
    ConnectOptions options =
        new ConnectOptions(
            url.connectString() + root,
            Aggregator.Kind.DRIVER,
            hostName(),
            0,
            millis(url, CanopyProperty.ZOOKEEPER_SESSION_TIMEOUT),
            millis(url, CanopyProperty.CONNECT_TIMEOUT));
    try {
      return new Cluster(ZooKeeperStore.connect(options), url, keys, faults);
    } catch (MetadataException e) {
      throw StoreErrors.ofConnect(e, url.connectString(), root);
    }
  }

  private static Duration millis(CanopyUrl url, CanopyProperty property) {
    return Duration.ofMillis(url.settings().number(property));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static ExecutorService threads() {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        THREADS,
        30,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "canopy-leaf-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        },
        // All busy: the statement's own thread does the work, one leaf after the other.
        new ThreadPoolExecutor.CallerRunsPolicy());
  }

  MetadataStore store() {
    return store;
  }

  Door door() {
    return door;
  }

  ExecutorService executor() {
    return executor;
  }

  Transactions transactions() {
    return transactions;
  }

  IdIssuer ids() {
    return ids;
  }

  DdlExecutor ddl() {
    return ddl;
  }

  ClusterCommands commands() {
    return commands;
  }

  Engine engine() {
    return engine;
  }

  Dialect dialect() {
    return Dialect.of(engine);
  }

  HeldMaps heldMaps() {
    return heldMaps;
  }

  PlanCache plans() {
    return plans;
  }

  Facts facts() {
    return facts;
  }

  @Override
  public void close() {
    resolver.close();
    transactions.close();
    door.close();
    store.close();
    executor.shutdownNow();
  }

  /** The database whose partition has that namespace; null where it is none's. */
  @Nullable String databaseOfPartition(String namespace) {
    return LogicalErrors.databaseOf(store().snapshot(), namespace);
  }
}
