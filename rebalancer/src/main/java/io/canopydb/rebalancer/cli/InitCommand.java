package io.canopydb.rebalancer.cli;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.secret.ClusterKey;
import io.canopydb.metadata.secret.ClusterKeyException;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.ZooKeeperStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code canopy init}. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Make an empty cluster in ZooKeeper, and the key under which its secrets are sealed.",
      "A key that is there already is taken. A cluster that is there already is left as it is."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {ExitCode.LINE_DONE, ExitCode.LINE_FAILED, ExitCode.LINE_USAGE},
    footerHeading = "%nExamples:%n",
    footer = {
      "  canopy init --engine mysql",
      "  canopy init --engine postgresql -z zk1:2181 --key-file /etc/canopy.key"
    })
public final class InitCommand implements Callable<Integer> {

  @Option(
      names = "--engine",
      required = true,
      paramLabel = "ENGINE",
      converter = EngineName.class,
      completionCandidates = EngineName.class,
      description =
          "The engine of all leaves: ${COMPLETION-CANDIDATES}. It can't be changed later.")
  private Engine engine = Engine.POSTGRESQL;

  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws SQLException, IOException {
    Optional<Path> file = cluster.keys().file();
    boolean makesKey = file.isPresent() && !Files.exists(file.get());
    ClusterKey key;
    boolean founded;
    try {
      key = makesKey ? ClusterKey.generate() : cluster.keys().find().orElseThrow();
      if (makesKey) {
        // First the key: a cluster whose key is lost is of no use.
        key.save(file.get());
      }
    } catch (ClusterKeyException e) {
      throw CanopyError.CLUSTER_KEY.causedBy(e, e.getMessage());
    }
    try {
      founded =
          ZooKeeperStore.create(cluster.connectString(), engine, key.id(), ClusterOptions.CONNECT);
    } catch (MetadataException e) {
      if (e.reason() != MetadataException.Reason.CONFLICT) {
        // The cluster may be there by now, so its key stays; the next try takes it.
        throw cluster.unreachable(e);
      }
      discard(makesKey, file);
      throw CanopyError.OPERATION_FAILED.causedBy(
          e,
          "canopy init",
          e.getMessage(),
          "give that cluster's own engine and --key-file, or another --namespace for a new one");
    }
    if (!founded) {
      discard(makesKey, file);
    }
    tell(founded, makesKey && founded ? file : Optional.empty());
    return ExitCode.DONE;
  }

  private static void discard(boolean made, Optional<Path> file) throws IOException {
    if (made && file.isPresent()) {
      Files.deleteIfExists(file.get());
    }
  }

  private void tell(boolean founded, Optional<Path> newKey) {
    PrintWriter out = spec.commandLine().getOut();
    if (!founded) {
      out.println("There is a cluster at " + cluster.connectString() + " already.");
      return;
    }
    out.println(
        "Made a cluster of "
            + EngineName.of(engine)
            + " leaves at "
            + cluster.connectString()
            + ".");
    newKey.ifPresent(
        file ->
            out.println(
                "Its key is in "
                    + file
                    + ": keep a copy, keep it secret, and give it to every aggregator."));
    out.println(
        "Next, run 'canopy manager', and then 'canopy leaf add USER@HOST:PORT' for every leaf.");
  }
}
