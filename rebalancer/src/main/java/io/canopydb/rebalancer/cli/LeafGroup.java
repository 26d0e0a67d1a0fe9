package io.canopydb.rebalancer.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code canopy leaf}. */
@Command(
    name = "leaf",
    mixinStandardHelpOptions = true,
    description = "Add leaves to a cluster, and list them.",
    subcommands = {AddLeafCommand.class, ListLeavesCommand.class})
public final class LeafGroup implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: add or list");
  }
}
