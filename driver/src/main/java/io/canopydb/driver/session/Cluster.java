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
import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.pool.LeafPools;
import io.canopydb.driver.transaction.Resolver;
import io.canopydb.driver.transaction.ResolverDuty;
import io.canopydb.driver.transaction.Transactions;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.secret.ClusterKeySource;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.ConnectOptions;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import io.canopydb.metadata.store.ZooKeeperStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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
  private final MetadataStore store;
  private final LeafPools pools;
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

  /** Whether the account that it was opened by is Canopy's own; a driver has none. */
  private final boolean ownAccount;

  /** Else of the newest session: an older one may have been an account that there is no more. */
  private volatile Identity account;

  /** What is asked of a leaf once for all sessions, by database. */
  static final class Facts {
    final Cache<String, Boolean> codePointOrder = Caffeine.newBuilder().maximumSize(1_000).build();
    final Cache<String, java.util.Map<String, TableSizes.Size>> sizes =
        Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(Duration.ofMinutes(1)).build();
    final Cache<String, KnownFunctions> functions = Caffeine.newBuilder().maximumSize(100).build();
  }

  private Cluster(MetadataStore store, AggregatorOptions options, Identity account) {
    this.store = store;
    this.engine = store.snapshot().engine();
    this.ownAccount = options.kind() != Aggregator.Kind.DRIVER;
    this.account = account;
    this.pools = new LeafPools(options.pool());
    this.door =
        new Door(store, new ClusterConnections(store, pools), options.faults(), options.observer());
    this.executor = threads(options.threads());
    this.ids = new RangeIdIssuer(store, executor);
    FaultPoint faults = options.faults();
    this.transactions = new Transactions(store, door, engine, executor, faults);
    this.ddl = new JournaledDdl(store, door, engine, ids, transactions, executor, faults);
    this.commands = new ClusterCommands(store, door, ddl, new LeafRequests(store, keys(options)));
    this.resolver =
        ResolverDuty.start(
            store,
            new Resolver(store, door, leaf -> this.account, executor, faults),
            /* manager= */ false);
    this.heldMaps = new HeldMaps(store::snapshot);
    store.heldBy(heldMaps);
    this.plans = new PlanCache(options.planCacheSize());
  }

  /**
   * Connects to a cluster.
   *
   * @param account settles transactions that others left, until a session has another
   */
  static Cluster connect(AggregatorOptions options, Identity account) throws SQLException {
    ConnectOptions connect =
        new ConnectOptions(
            options.zooKeeper() + options.namespace(),
            options.kind(),
            options.host(),
            options.port(),
            options.sessionTimeout(),
            options.connectTimeout());
    try {
      return new Cluster(ZooKeeperStore.connect(connect), options, account);
    } catch (MetadataException e) {
      throw StoreErrors.ofConnect(e, options.zooKeeper(), options.namespace());
    }
  }

  private static ClusterKeySource keys(AggregatorOptions options) {
    String file = options.clusterKeyFile();
    return ClusterKeySource.of(file.isEmpty() ? null : Path.of(file), System.getenv());
  }

  private static ExecutorService threads(int most) {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        most,
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

  /** A session was opened with this account. */
  void opened(Identity by) {
    if (!ownAccount) {
      account = by;
    }
  }

  /** How it fares. */
  Vitals vitals() {
    ClusterSnapshot snapshot = store.snapshot();
    return new Vitals(
        snapshot.version(),
        store.inTouch(),
        List.copyOf(snapshot.leaves().values()),
        pools.use(),
        plans.hits(),
        plans.misses());
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
