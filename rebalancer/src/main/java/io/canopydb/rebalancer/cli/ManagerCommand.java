package io.canopydb.rebalancer.cli;

import io.canopydb.driver.command.ClusterKeys;
import io.canopydb.metadata.secret.ClusterKey;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.MetadataStore;
import io.canopydb.rebalancer.master.MasterAggregator;
import io.canopydb.rebalancer.master.StepListener;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code canopy manager}. */
@Command(
    name = "manager",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Run a master aggregator, which carries out what is asked of the cluster, such as ADD LEAF.",
      "Several may run: one is elected, and another takes over when it ends. It runs until Ctrl-C"
          + " or SIGTERM, and logs to standard error what it does."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {ExitCode.LINE_FAILED, ExitCode.LINE_USAGE},
    footerHeading = "%nExamples:%n",
    footer = {
      "  canopy manager",
      "  canopy manager -z zk1:2181,zk2:2181 --key-file /etc/canopy.key"
    })
public final class ManagerCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ManagerCommand.class);

  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws SQLException, InterruptedException {
    try (MetadataStore store = cluster.connect(Aggregator.Kind.MANAGER)) {
      ClusterKey key = ClusterKeys.of(cluster.keys(), store);
      MasterAggregator master = MasterAggregator.start(store, key, StepListener.NONE);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> end(master, store), "canopy-manager-end"));
      PrintWriter out = spec.commandLine().getOut();
      out.println("The manager of cluster " + cluster.connectString() + " is up.");
      out.flush();
      // Until a signal: the hook above ends it then.
      new CountDownLatch(1).await();
      return ExitCode.DONE;
    }
  }

  /** In order, so that the next master aggregator need not wait for the session to time out. */
  private static void end(MasterAggregator master, MetadataStore store) {
    try {
      master.close();
    } catch (Exception e) {
      LOG.warn("The manager did not leave the election in order", e);
    } finally {
      store.close();
    }
  }
}
