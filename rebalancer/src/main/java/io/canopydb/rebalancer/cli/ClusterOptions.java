package io.canopydb.rebalancer.cli;

import io.canopydb.driver.error.StoreErrors;
import io.canopydb.metadata.secret.ClusterKeySource;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.ConnectOptions;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import io.canopydb.metadata.store.ZooKeeperStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which every command finds its cluster. */
public final class ClusterOptions {
  static final Duration CONNECT = Duration.ofSeconds(10);

  private static final Path KEY_FILE = Path.of("canopy.key");

  @Option(
      names = {"-z", "--zookeeper"},
      paramLabel = "HOSTS",
      defaultValue = "${env:CANOPY_ZOOKEEPER:-localhost:2181}",
      description =
          "The ZooKeeper servers, host:port,host:port. Default: CANOPY_ZOOKEEPER, else"
              + " localhost:2181.")
  private String zooKeeper = "";

  @Option(
      names = "--namespace",
      paramLabel = "PATH",
      defaultValue = "/canopy",
      description = "The ZooKeeper node under which the cluster lies. Default: ${DEFAULT-VALUE}.")
  private String namespace = "";

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "The file with the cluster key. Default: the key in CANOPY_CLUSTER_KEY, else the file"
              + " named by CANOPY_CLUSTER_KEY_FILE, else the file canopy.key in the working"
              + " directory.")
  private @Nullable Path keyFile;

  /** The ZooKeeper servers. */
  public String zooKeeper() {
    return zooKeeper;
  }

  /** The znode of the cluster. */
  public String namespace() {
    return root();
  }

  /** The ZooKeeper connect string, with the namespace. */
  public String connectString() {
    return zooKeeper + root();
  }

  private String root() {
    return (namespace.startsWith("/") ? "" : "/") + namespace;
  }

  /** Where the cluster key is. */
  public ClusterKeySource keys() {
    return ClusterKeySource.of(keyFile, System.getenv()).orElse(KEY_FILE);
  }

  /**
   * Connects to the cluster.
   *
   * @param kind what this process is
   */
  MetadataStore connect(Aggregator.Kind kind) throws SQLException {
    try {
      return ZooKeeperStore.connect(
          ConnectOptions.of(connectString(), kind, hostName(), 0).withConnectTimeout(CONNECT));
    } catch (MetadataException e) {
      throw unreachable(e);
    }
  }

  /** What a user is told when the cluster can't be reached. */
  SQLException unreachable(MetadataException failure) {
    return StoreErrors.ofConnect(failure, zooKeeper, root());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
