package io.canopydb.proxy.local;

import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.progress.Progress;
import io.canopydb.rebalancer.cli.EngineName;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A whole cluster on this machine: a ZooKeeper and a master aggregator inside this process, and
 * leaf servers beside it. It ends at {@link #close}, and at the end of the process however that
 * comes. Safe for use by many threads.
 */
public final class LocalCluster implements AutoCloseable {

  private final Path directory;
  private final LocalSettings settings;
  private final ServerInstallation installation;
  private final List<LeafServer> servers;
  private final Deque<AutoCloseable> parts;

  private LocalCluster(
      Path directory,
      LocalSettings settings,
      ServerInstallation installation,
      List<LeafServer> servers,
      Deque<AutoCloseable> parts) {
    this.directory = directory;
    this.settings = settings;
    this.installation = installation;
    this.servers = servers;
    this.parts = parts;
  }

  /** Starts a cluster, or starts the one in the data directory again. */
  public static LocalCluster start(LocalClusterOptions options, Progress progress)
      throws IOException, SQLException, InterruptedException {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    boolean started = false;
    try {
      ClusterDirectory directory = ClusterDirectory.open(options.data());
      parts.push(directory);
      LocalCluster cluster = start(directory.path(), options, progress, parts);
      started = true;
      return cluster;
    } finally {
      if (!started) {
        closeAll(parts);
      }
    }
  }

  private static LocalCluster start(
      Path directory, LocalClusterOptions options, Progress progress, Deque<AutoCloseable> parts)
      throws IOException, SQLException, InterruptedException {
    LocalSettings settings = settings(directory, options);
    ServerInstallation installation = ServerBinaries.resolve(settings.engine(), progress);
    progress.say("starting " + settings.leafPorts().size() + " leaves, " + label(installation));
    EmbeddedZooKeeper zooKeeper =
        EmbeddedZooKeeper.start(directory.resolve("zookeeper"), zooKeeperPort(settings, options));
    parts.push(zooKeeper);
    LeafServers servers =
        LeafServers.start(
            installation, freeOrAny(settings.leafPorts()), directory, settings.accounts());
    parts.push(servers);
    List<Integer> ports = servers.servers().stream().map(LeafServer::port).toList();
    LocalSettings now = settings.withPorts(zooKeeper.port(), ports);
    progress.say("joining the leaves to the cluster");
    parts.push(LocalMaster.start(zooKeeper.connectString(), now, settings.leafPorts()));
    // Only now: before, the ports of the last start are those by which the cluster knows its
    // leaves.
    now.save(directory);
    return new LocalCluster(directory, now, installation, servers.servers(), parts);
  }

  private static LocalSettings settings(Path directory, LocalClusterOptions options)
      throws IOException {
    Engine engine = options.engine().orElse(Engine.POSTGRESQL);
    int leaves = options.leaves().orElse(LocalClusterOptions.LEAVES);
    LocalSettings found = LocalSettings.load(directory).orElse(null);
    if (found == null) {
      LocalSettings created = LocalSettings.create(engine, leaves);
      // Before any server: whatever a server was first started with has to be known at the next
      // start.
      created.save(directory);
      return created;
    }
    if (options.engine().isPresent() && found.engine() != engine) {
      throw new ServerException(
          "the cluster in "
              + directory
              + " is of "
              + EngineName.of(found.engine())
              + ", not of "
              + EngineName.of(engine));
    }
    if (options.leaves().isPresent() && found.leafPorts().size() != leaves) {
      throw new ServerException(
          "the cluster in "
              + directory
              + " has "
              + found.leafPorts().size()
              + " leaves, not "
              + leaves);
    }
    return found;
  }

  private static int zooKeeperPort(LocalSettings settings, LocalClusterOptions options) {
    return options
        .zooKeeperPort()
        .orElseGet(
            () ->
                IntStream.of(settings.zooKeeperPort(), options.favouritePort())
                    .filter(port -> port != ServerInstallation.ANY_PORT && FreePorts.isFree(port))
                    .findFirst()
                    .orElse(ServerInstallation.ANY_PORT));
  }

  private static List<Integer> freeOrAny(List<Integer> ports) {
    return ports.stream()
        .map(port -> FreePorts.isFree(port) ? port : ServerInstallation.ANY_PORT)
        .toList();
  }

  private static String label(ServerInstallation installation) {
    String name =
        switch (installation.engine()) {
          case MYSQL -> "MySQL ";
          case POSTGRESQL -> "PostgreSQL ";
        };
    return name + installation.version();
  }

  /** The engine with its version: {@code PostgreSQL 18.6}. */
  public String software() {
    return label(installation);
  }

  public Engine engine() {
    return settings.engine();
  }

  /** How many leaves it has. */
  public int leaves() {
    return settings.leafPorts().size();
  }

  /** The leaves' servers, for whoever goes to them past Canopy. */
  public List<LeafServer> servers() {
    return servers;
  }

  /** Where it lies. */
  public Path directory() {
    return directory;
  }

  /** The URL of a database, with the application's account; empty for no database. */
  public String url(String database) {
    Credentials app = settings.accounts().app();
    return "jdbc:canopy://127.0.0.1:"
        + settings.zooKeeperPort()
        + "/"
        + URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20")
        + "?user="
        + app.user()
        + "&password="
        + app.password();
  }

  /** Starts a proxy of it, which ends with it. */
  public LocalProxy serve() throws IOException, SQLException {
    LocalProxy proxy = LocalProxy.start(settings);
    synchronized (parts) {
      parts.push(proxy);
    }
    return proxy;
  }

  /** Ends everything in order; a temporary directory goes. Idempotent. */
  @Override
  public void close() throws IOException {
    closeAll(parts);
  }

  /** Each part is closed, whatever happens to the others. */
  private static void closeAll(Deque<AutoCloseable> parts) throws IOException {
    ServerException failure = new ServerException("the local cluster did not end in order");
    synchronized (parts) {
      while (!parts.isEmpty()) {
        try {
          parts.pop().close();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          failure.addSuppressed(e);
        } catch (Exception e) {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }
}
