package io.canopydb.proxy;

import io.canopydb.proxy.bench.BenchCommand;
import io.canopydb.proxy.console.SqlCommand;
import io.canopydb.proxy.local.LocalCommand;
import io.canopydb.rebalancer.cli.CommandFailures;
import io.canopydb.rebalancer.cli.InitCommand;
import io.canopydb.rebalancer.cli.LeafGroup;
import io.canopydb.rebalancer.cli.ManagerCommand;
import io.canopydb.rebalancer.cli.StatusCommand;
import io.canopydb.rebalancer.cli.UsageFailures;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code canopy} program: one command for everything that is not SQL in an application. */
@Command(
    name = "canopy",
    mixinStandardHelpOptions = true,
    versionProvider = CanopyVersion.class,
    description = "Stock MySQL or PostgreSQL servers as one scale-out database.",
    subcommands = {
      LocalCommand.class,
      SqlCommand.class,
      BenchCommand.class,
      InitCommand.class,
      ManagerCommand.class,
      LeafGroup.class,
      StatusCommand.class,
      ClasspathCommand.class,
      VersionCommand.class
    })
public final class Canopy {

  private Canopy() {}

  public static void main(String[] arguments) {
    // The program's own; an application that has these classes on its class path keeps its own.
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "io/canopydb/proxy/logback.xml");
    }
    // Who runs a manager wants to see what it does; the other commands say themselves what matters.
    if (List.of(arguments).contains("manager")) {
      System.setProperty("canopy.log.default", "INFO");
    }
    System.exit(commandLine().execute(arguments));
  }

  /** All commands. */
  public static CommandLine commandLine() {
    return new CommandLine(new Canopy())
        .setParameterExceptionHandler(new UsageFailures())
        .setExecutionExceptionHandler(new CommandFailures());
  }
}
