package io.canopydb.rebalancer.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which every command finds its cluster. */
final class ClusterOptions {

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
          "The file with the cluster key. Default: the key in the environment variable"
              + " CANOPY_CLUSTER_KEY, else the file canopy.key in the working directory.")
  private @Nullable Path keyFile;

  /** The ZooKeeper connect string, with the namespace. */
  String connectString() {
    return zooKeeper + (namespace.startsWith("/") ? "" : "/") + namespace;
  }

  @Nullable Path keyFile() {
    return keyFile;
  }
}
