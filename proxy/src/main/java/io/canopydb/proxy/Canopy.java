package io.canopydb.proxy;

import io.canopydb.proxy.console.SqlCommand;
import io.canopydb.proxy.run.ProxyCommand;
import io.canopydb.rebalancer.cli.CommandFailures;
import io.canopydb.rebalancer.cli.InitCommand;
import io.canopydb.rebalancer.cli.LeafGroup;
import io.canopydb.rebalancer.cli.ManagerCommand;
import io.canopydb.rebalancer.cli.StatusCommand;
import io.canopydb.rebalancer.cli.UsageFailures;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code canopy} program: one command for everything that is not SQL in an application. */
@Command(
    name = "canopy",
    mixinStandardHelpOptions = true,
    versionProvider = CanopyVersion.class,
    description = "Stock MySQL or PostgreSQL servers as one scale-out database.")
public final class Canopy {

  /** What the module canopy-local brings, for whoever does not have it to be told so. */
  private static final List<String> OF_LOCAL = List.of("local", "bench");

  /** In the order in which the help shows them, behind those of other modules. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          SqlCommand.class,
          InitCommand.class,
          ProxyCommand.class,
          ManagerCommand.class,
          LeafGroup.class,
          StatusCommand.class,
          ClasspathCommand.class,
          VersionCommand.class);

  private Canopy() {}

  public static void main(String[] arguments) {
    // The program's own; an application that has these classes on its class path keeps its own.
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "io/canopydb/proxy/logback.xml");
    }
    // Who runs a server wants to see what it does; the other commands say themselves what matters.
    if (List.of(arguments).contains("manager") || List.of(arguments).contains("proxy")) {
      System.setProperty("canopy.log.default", "INFO");
    }
    System.exit(commandLine().execute(arguments));
  }

  /** All commands that the class path has. */
  public static CommandLine commandLine() {
    CommandLine canopy = new CommandLine(new Canopy());
    ServiceLoader.load(ProgramCommand.class, Canopy.class.getClassLoader())
        .forEach(canopy::addSubcommand);
    COMMANDS.forEach(canopy::addSubcommand);
    for (String name : OF_LOCAL) {
      if (!canopy.getSubcommands().containsKey(name)) {
        canopy.addSubcommand(name, AbsentCommand.line());
      }
    }
    // These reach the commands that are there, so they come last.
    return canopy
        .setParameterExceptionHandler(new UsageFailures())
        .setExecutionExceptionHandler(new CommandFailures());
  }
}
