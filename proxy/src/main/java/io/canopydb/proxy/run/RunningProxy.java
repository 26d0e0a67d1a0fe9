package io.canopydb.proxy.run;

import io.canopydb.driver.command.ClusterKeys;
import io.canopydb.driver.dispatch.Observer;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.error.StoreErrors;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.session.AggregatorOptions;
import io.canopydb.driver.session.Clusters;
import io.canopydb.driver.session.OpenCluster;
import io.canopydb.driver.url.CanopyProperty;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.driver.url.Settings;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.secret.ClusterKey;
import io.canopydb.metadata.secret.ClusterKeyException;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.ConnectOptions;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import io.canopydb.metadata.store.ZooKeeperStore;
import io.canopydb.proxy.account.Accounts;
import io.canopydb.proxy.observe.HttpEndpoint;
import io.canopydb.proxy.observe.Observation;
import io.canopydb.proxy.server.Protocol;
import io.canopydb.proxy.server.ProxyServer;
import io.canopydb.proxy.server.ServerOptions;
import io.canopydb.proxy.server.Sessions;
import io.canopydb.proxy.wire.mysql.MySqlOptions;
import io.canopydb.proxy.wire.mysql.MySqlProtocol;
import io.canopydb.proxy.wire.postgresql.PostgreSqlProtocol;
import io.canopydb.rebalancer.cli.EngineName;
import io.canopydb.rebalancer.master.MasterAggregator;
import io.canopydb.rebalancer.master.StepListener;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A proxy that runs: an aggregator of its cluster, which stands for election as master aggregator,
 * and serves clients. Safe for use by many threads.
 */
public final class RunningProxy implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningProxy.class);

  private final ProxyOptions options;
  private final Engine engine;
  private final ProxyServer server;

  /** What is closed behind the server, the last first. */
  private final Deque<AutoCloseable> parts;

  private volatile boolean leaving;

  private RunningProxy(
      ProxyOptions options, Engine engine, ProxyServer server, Deque<AutoCloseable> parts) {
    this.options = options;
    this.engine = engine;
    this.server = server;
    this.parts = parts;
  }

  /**
   * Starts one.
   *
   * @param accounts whose clients need not show their passwords; of others a leaf judges
   * @throws SQLException if the cluster can't be reached, or has another key
   * @throws IOException if a port can't be had
   */
  public static RunningProxy start(ProxyOptions options, Accounts accounts)
      throws SQLException, IOException {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    boolean started = false;
    try {
      RunningProxy proxy = start(options, accounts, parts);
      started = true;
      return proxy;
    } finally {
      if (!started) {
        close(parts);
      }
    }
  }

  private static RunningProxy start(
      ProxyOptions options, Accounts accounts, Deque<AutoCloseable> parts)
      throws SQLException, IOException {
    ClusterKey key = key(options);
    Engine engine = engine(options);
    CanopyUrl url = url(options, engine);
    Observer observer = Observation.slowOnly(options.slow());
    @Nullable Observation observation = null;
    if (options.httpPort().isPresent()) {
      observation = new Observation(options.slow());
      parts.push(observation);
      observer = observation.observer();
    }
    Clusters clusters = new Clusters();
    parts.push(clusters::end);
    OpenCluster cluster =
        clusters.open(
            AggregatorOptions.driver(url, FaultPoint.NONE)
                .as(Aggregator.Kind.PROXY, options.reachedBy(), port(options, engine))
                .observedBy(observer),
            new SealedIdentity(key));
    parts.push(cluster);
    ClusterKeys.check(key, cluster.store());
    parts.push(MasterAggregator.start(cluster.store(), key, StepListener.NONE));
    ProxyServer server =
        ProxyServer.start(
            protocol(engine, new Sessions(cluster, url), accounts, options),
            new ServerOptions(options.host(), port(options, engine), options.mostConnections()));
    RunningProxy proxy = new RunningProxy(options, engine, server, parts);
    parts.push(server);
    if (observation != null) {
      observation.watch(cluster::vitals, server::connections);
      parts.push(
          HttpEndpoint.start(
              options.httpHost(),
              options.httpPort().getAsInt(),
              observation,
              () -> proxy.notReady(cluster)));
    }
    return proxy;
  }

  private static Protocol protocol(
      Engine engine, Sessions sessions, Accounts accounts, ProxyOptions options)
      throws IOException {
    return switch (engine) {
      case MYSQL ->
          new MySqlProtocol(
              sessions,
              accounts,
              options.tls().map(MySqlOptions.DEFAULT::withTls).orElse(MySqlOptions.DEFAULT));
      case POSTGRESQL -> new PostgreSqlProtocol(sessions, accounts, options.tls());
    };
  }

  private @Nullable String notReady(OpenCluster cluster) {
    if (leaving) {
      return "the proxy is ending";
    }
    return cluster.vitals().inTouch() ? null : "ZooKeeper does not answer; writes are refused";
  }

  private static ClusterKey key(ProxyOptions options) throws SQLException {
    try {
      return options.keys().find().orElseThrow(CanopyError.NO_CLUSTER_KEY::with);
    } catch (ClusterKeyException e) {
      throw CanopyError.CLUSTER_KEY.causedBy(e, e.getMessage());
    }
  }

  /** What the cluster's leaves are, which says what port others are told of. */
  private static Engine engine(ProxyOptions options) throws SQLException {
    ConnectOptions connect =
        ConnectOptions.of(
            options.zooKeeper() + options.namespace(),
            Aggregator.Kind.DRIVER,
            options.reachedBy(),
            0);
    try (MetadataStore store = ZooKeeperStore.connect(connect)) {
      return store.snapshot().engine();
    } catch (MetadataException e) {
      throw StoreErrors.ofConnect(e, options.zooKeeper(), options.namespace());
    }
  }

  private static int port(ProxyOptions options, Engine engine) {
    return switch (engine) {
      case MYSQL -> options.mySqlPort();
      case POSTGRESQL -> options.postgreSqlPort();
    };
  }

  private static CanopyUrl url(ProxyOptions options, Engine engine) {
    Map<CanopyProperty, String> given = new EnumMap<>(CanopyProperty.class);
    given.put(CanopyProperty.NAMESPACE, options.namespace());
    given.put(CanopyProperty.POOL_SIZE, Integer.toString(options.leafConnections()));
    // A file's name would be one on this machine, and not on the client's.
    given.put(CanopyProperty.ALLOW_LOAD_LOCAL_INFILE, "false");
    options
        .keys()
        .file()
        .ifPresent(file -> given.put(CanopyProperty.CLUSTER_KEY_FILE, file.toString()));
    Map<String, String> leaf =
        switch (engine) {
          case MYSQL -> Map.of();
          // Values come as the text that a client of the text format gets.
          case POSTGRESQL -> Map.of("binaryTransfer", "false");
        };
    return new CanopyUrl(
        Arrays.asList(options.zooKeeper().split(",", -1)), null, new Settings(given, leaf));
  }

  /** The port that clients connect to. */
  public int port() {
    return server.port();
  }

  /** What its operator is told. */
  String welcome() {
    return "The proxy of a "
        + EngineName.of(engine)
        + " cluster is up: clients connect to port "
        + server.port()
        + (options.tls().isPresent() ? ", with or without TLS." : ", without TLS.");
  }

  /**
   * Ends in order: takes no more clients, gives transactions their time, tells all, and leaves the
   * election and the cluster. Idempotent.
   */
  @Override
  public void close() {
    leaving = true;
    server.leave(options.patience());
    close(parts);
  }

  private static void close(Deque<AutoCloseable> parts) {
    synchronized (parts) {
      while (!parts.isEmpty()) {
        try {
          parts.pop().close();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } catch (Exception e) {
          LOG.warn("The proxy did not end in order", e);
        }
      }
    }
  }
}
