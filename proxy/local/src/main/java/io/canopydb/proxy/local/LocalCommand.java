package io.canopydb.proxy.local;

import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.ProgramCommand;
import io.canopydb.proxy.local.demo.TpchData;
import io.canopydb.proxy.local.progress.Progress;
import io.canopydb.proxy.local.progress.TerminalProgress;
import io.canopydb.rebalancer.cli.EngineName;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code canopy local}. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Start a cluster on this machine: a ZooKeeper, leaf servers, and a database with demo data.",
      "It runs until Ctrl-C, and leaves nothing behind."
    })
public final class LocalCommand implements ProgramCommand {

  private static final int ZOOKEEPER_PORT = 2181;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      converter = EngineName.class,
      completionCandidates = EngineName.class,
      description = "The engine of the leaves: ${COMPLETION-CANDIDATES}. Default: postgresql.")
  private @Nullable Engine engine;

  @Option(
      names = "--leaves",
      paramLabel = "N",
      description = "How many leaf servers. Default: " + LocalClusterOptions.LEAVES + ".")
  private @Nullable Integer leaves;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "8",
      description = "Into how many partitions the database is split. Default: ${DEFAULT-VALUE}.")
  private int partitions;

  @Option(
      names = "--database",
      paramLabel = "NAME",
      defaultValue = "shop",
      description = "The database's name. Default: ${DEFAULT-VALUE}.")
  private String database = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep the cluster in this directory; the next start with it finds everything again."
              + " Default: a temporary directory that goes away.")
  private @Nullable Path data;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "ZooKeeper's port. Default: that of the last start, else "
              + ZOOKEEPER_PORT
              + ", else any free one.")
  private @Nullable Integer port;

  @Option(names = "--no-demo", description = "Load no demo data.")
  private boolean noDemo;

  @Option(
      names = "--scale",
      paramLabel = "S",
      defaultValue = "0.01",
      description =
          "The scale of the demo data, which are TPC-H; 1 is six million line items."
              + " Default: ${DEFAULT-VALUE}.")
  private double scale;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    require(partitions >= 1, "--partitions is a number from 1");
    require(leaves == null || leaves >= 1, "--leaves is a number from 1");
    require(scale >= TpchData.LEAST_SCALE, "--scale is a number from 0.0001");
    long start = System.nanoTime();
    Progress progress = TerminalProgress.standard();
    LocalCluster cluster = LocalCluster.start(options(), progress);
    Thread end = new Thread(() -> end(cluster, progress), "canopy-local-end");
    Runtime.getRuntime().addShutdownHook(end);
    LocalDatabase shop = new LocalDatabase(cluster, database);
    progress.say("creating database " + database);
    shop.create(partitions);
    if (!noDemo) {
      shop.fill(scale, progress);
    }
    LocalProxy proxy = cluster.serve();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.println(welcome(cluster, proxy, seconds));
    System.out.flush();
    // Until a signal: the hook above ends the cluster then.
    new CountDownLatch(1).await();
    return 0;
  }

  private void require(boolean holds, String message) {
    if (!holds && spec != null) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private LocalClusterOptions options() {
    OptionalInt zooKeeper = port == null ? OptionalInt.empty() : OptionalInt.of(port);
    return new LocalClusterOptions(
        Optional.ofNullable(engine),
        leaves == null ? OptionalInt.empty() : OptionalInt.of(leaves),
        zooKeeper,
        ZOOKEEPER_PORT,
        Optional.ofNullable(data));
  }

  private String welcome(LocalCluster cluster, LocalProxy proxy, double seconds) {
    String url = cluster.url(database);
    String examples =
        noDemo
            ? "  SHOW LEAVES;\n  SHOW PARTITIONS ON " + database + ";\n"
            : """
              SHOW PARTITIONS ON %s;
              SELECT o_orderpriority, COUNT(*), AVG(o_totalprice) FROM orders GROUP BY o_orderpriority ORDER BY 1;
              EXPLAIN SELECT * FROM orders JOIN lineitem ON l_orderkey = o_orderkey WHERE o_orderkey = 7;
            """
                .formatted(database);
    return """

    Canopy is up after %.1f s: %d leaves of %s, database %s.
    %s

      %s

    Try

      ./canopy sql '%s'
      %s

    %s
    Metrics are at %s.
    Ctrl-C ends it.\
    """
        .formatted(
            seconds,
            cluster.leaves(),
            cluster.software(),
            database,
            data == null ? "It goes away at the end." : "It lies in " + cluster.directory() + ".",
            url,
            url,
            proxy.commandLine(database),
            examples,
            proxy.metrics());
  }

  private static void end(LocalCluster cluster, Progress progress) {
    progress.say("stopping");
    try {
      cluster.close();
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
  }
}
