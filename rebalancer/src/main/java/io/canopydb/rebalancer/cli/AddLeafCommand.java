package io.canopydb.rebalancer.cli;

import io.canopydb.driver.command.AddLeafAnswer;
import io.canopydb.driver.command.LeafRequests;
import io.canopydb.driver.parse.command.LeafCommand;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.MetadataStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code canopy leaf add}. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Make a server a leaf of the cluster. The master aggregator does it (see canopy manager).",
      "USER is Canopy's own account on that server, an administrator. Its password is stored in"
          + " ZooKeeper, sealed under the cluster key. The accounts of applications are not"
          + " stored; they must be the same on all leaves."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {ExitCode.LINE_DONE, ExitCode.LINE_FAILED, ExitCode.LINE_USAGE},
    footerHeading = "%nExamples:%n",
    footer = {
      "  canopy leaf add canopy_admin@10.0.0.1:3306",
      "  canopy leaf add canopy_admin@db2:5432 --group 2 --password-file leaf.pw"
    })
final class AddLeafCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "USER@HOST:PORT",
      converter = LeafArgument.Converter.class,
      description = "The account and the server; every aggregator must reach it by that name.")
  private @Nullable LeafArgument leaf;

  @Option(
      names = "--group",
      paramLabel = "N",
      description = "The availability group, 1 or 2. Default: the one with fewer leaves.")
  private @Nullable Integer group;

  @Option(
      names = "--if-absent",
      description = "Do nothing where a leaf of that address is in the cluster already.")
  private boolean ifAbsent;

  @Mixin private final LeafPassword passwords = new LeafPassword();

  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws SQLException, IOException {
    if (leaf == null || (group != null && group != 1 && group != 2)) {
      throw new ParameterException(spec.commandLine(), "the group is 1 or 2");
    }
    try (MetadataStore store = cluster.connect(Aggregator.Kind.DRIVER)) {
      Optional<Leaf> there = find(store, leaf);
      if (ifAbsent && there.isPresent()) {
        out().println(leaf.server() + " is leaf " + there.get().id() + " already.");
        return ExitCode.DONE;
      }
      tell(add(store, leaf), leaf);
      return ExitCode.DONE;
    }
  }

  private static Optional<Leaf> find(MetadataStore store, LeafArgument leaf) {
    return store.snapshot().leaves().values().stream()
        .filter(known -> known.host().equals(leaf.server().host()))
        .filter(known -> known.port() == leaf.server().port())
        .findFirst();
  }

  private AddLeafAnswer add(MetadataStore store, LeafArgument server)
      throws SQLException, IOException {
    String password = passwords.of(server, System.getenv());
    if (password == null) {
      throw new ParameterException(
          spec.commandLine(),
          "no password for "
              + server
              + ": give it by --password-file, or in the environment variable "
              + LeafPassword.VARIABLE);
    }
    OptionalInt chosen = group == null ? OptionalInt.empty() : OptionalInt.of(group);
    try (Patience patience =
        Patience.with(spec.commandLine().getErr(), "adding leaf " + server.server())) {
      return new LeafRequests(store, cluster.keys())
          .add(new LeafCommand.AddLeaf(server.user(), password, server.server(), chosen));
    }
  }

  private void tell(AddLeafAnswer answer, LeafArgument server) {
    out()
        .println(
            server.server()
                + " is leaf "
                + answer.leaf()
                + " now, in availability group "
                + answer.group()
                + "; its version is "
                + answer.version()
                + ".");
    answer.warnings().forEach(warning -> out().println("Warning: " + warning));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
