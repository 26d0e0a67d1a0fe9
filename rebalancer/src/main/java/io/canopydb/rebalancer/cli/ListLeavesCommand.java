package io.canopydb.rebalancer.cli;

import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.MetadataStore;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code canopy leaf list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "List the leaves of the cluster. State is what the cluster holds of a leaf, Runtime State"
          + " whether it answers now."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      ExitCode.LINE_DONE,
      ExitCode.LINE_FAILED,
      ExitCode.LINE_USAGE,
      ExitCode.LINE_OFFLINE
    },
    footerHeading = "%nExamples:%n",
    footer = {"  canopy leaf list", "  canopy leaf list -z zk1:2181 --key-file /etc/canopy.key"})
final class ListLeavesCommand implements Callable<Integer> {

  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Mixin private final LeafPatience patience = new LeafPatience();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws SQLException {
    PrintWriter out = spec.commandLine().getOut();
    try (MetadataStore store = cluster.connect(Aggregator.Kind.DRIVER)) {
      LeafList leaves = LeafList.of(store, cluster.keys(), patience.time());
      if (leaves.isEmpty()) {
        out.println("There are no leaves yet; add one with 'canopy leaf add USER@HOST:PORT'.");
        return ExitCode.DONE;
      }
      out.println(leaves.table());
      return leaves.allOnline() ? ExitCode.DONE : ExitCode.OFFLINE;
    }
  }
}
