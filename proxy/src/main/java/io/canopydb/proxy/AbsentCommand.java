package io.canopydb.proxy;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stands where a command of a module would be that is not on the class path, and says so. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Not in this program: it comes with the module canopy-local.")
final class AbsentCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** One that takes whatever the absent command would have been told. */
  static CommandLine line() {
    return new CommandLine(new AbsentCommand()).setUnmatchedArgumentsAllowed(true);
  }

  @Override
  public Integer call() {
    spec.commandLine()
        .getErr()
        .println(
            "'"
                + spec.qualifiedName()
                + "' is not in this program, since what production runs carries no servers and no"
                + " demo data. It comes with the module canopy-local: run ./canopy of a source"
                + " checkout, or add canopy-local to the class path.");
    return spec.exitCodeOnInvalidInput();
  }
}
