package io.canopydb.rebalancer.cli;

import io.canopydb.driver.error.StoreErrors;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code canopy status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Show the cluster: its master aggregator, leaves, databases and aggregators.",
      "For scripts, the exit code says whether all of it is online."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      ExitCode.LINE_DONE,
      ExitCode.LINE_FAILED,
      ExitCode.LINE_USAGE,
      ExitCode.LINE_OFFLINE
    },
    footerHeading = "%nExamples:%n",
    footer = {"  canopy status", "  canopy status -z zk1:2181 --key-file /etc/canopy.key"})
public final class StatusCommand implements Callable<Integer> {

  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Mixin private final LeafPatience patience = new LeafPatience();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws SQLException {
    try (MetadataStore store = cluster.connect(Aggregator.Kind.DRIVER)) {
      ClusterSnapshot snapshot = store.snapshot();
      List<Aggregator> aggregators = othersThanThis(store);
      Optional<Aggregator> master = aggregators.stream().filter(Aggregator::master).findFirst();
      LeafList leaves = LeafList.of(store, cluster.keys(), patience.time());
      DatabaseList databases = new DatabaseList(snapshot.databases().values(), leaves.online());

      PrintWriter out = spec.commandLine().getOut();
      out.println("Cluster " + store.clusterId() + " at " + cluster.connectString());
      out.println(
          "Engine "
              + EngineName.of(snapshot.engine())
              + ", metadata version "
              + snapshot.version());
      out.println(
          "Master aggregator: "
              + master
                  .map(StatusCommand::describe)
                  .orElse("none; run 'canopy manager', or leaves can't be added"));
      out.println("Other aggregators: " + others(aggregators));
      out.println();
      out.println(leaves.isEmpty() ? "No leaves." : leaves.table());
      out.println();
      out.println(databases.isEmpty() ? "No databases." : databases.table());
      return master.isPresent() && leaves.allOnline() && databases.allOnline()
          ? ExitCode.DONE
          : ExitCode.OFFLINE;
    }
  }

  private static List<Aggregator> othersThanThis(MetadataStore store) throws SQLException {
    try {
      return store.aggregators().stream()
          .filter(aggregator -> !aggregator.id().equals(store.aggregatorId()))
          .toList();
    } catch (MetadataException e) {
      throw StoreErrors.of(e);
    }
  }

  private static String others(List<Aggregator> aggregators) {
    List<String> others =
        aggregators.stream()
            .filter(aggregator -> !aggregator.master())
            .map(StatusCommand::describe)
            .toList();
    return others.isEmpty() ? "none" : String.join(", ", others);
  }

  private static String describe(Aggregator aggregator) {
    return aggregator.kind().name().toLowerCase(Locale.ROOT)
        + " on "
        + aggregator.host()
        + (aggregator.port() == 0 ? "" : ":" + aggregator.port())
        + " (metadata version "
        + aggregator.mapVersion()
        + ")";
  }
}
