package io.canopydb.proxy.local.bench;

import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.ProgramCommand;
import io.canopydb.proxy.local.progress.TerminalProgress;
import io.canopydb.rebalancer.cli.EngineName;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code canopy bench}. */
@Command(
    name = "bench",
    subcommands = TpchCommand.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure what Canopy costs: everyday statements over Canopy, and the same ones sent straight"
          + " to the servers.",
      "It starts a cluster of its own on this machine, which goes away at the end. A ratio of 1"
          + " means as fast as without Canopy. \"its partition\" is the partition's own database,"
          + " looked up by the application; \"partitions in turn\" likewise, one after the other;"
          + " \"one server\" is one database that holds all rows."
    })
public final class BenchCommand implements ProgramCommand {

  /** See {@link Application#score}. */
  private static final int STRIDE = 7919;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "postgresql",
      converter = EngineName.class,
      completionCandidates = EngineName.class,
      description = "The engine of the leaves: ${COMPLETION-CANDIDATES}. Default: postgresql.")
  private Engine engine = Engine.POSTGRESQL;

  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,8",
      description = "How many threads, one number after the other. Default: ${DEFAULT-VALUE}.")
  private List<Integer> threads = new ArrayList<>();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "4",
      description =
          "How long each statement runs, for each number of threads, with Canopy and without."
              + " Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--leaves",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many leaf servers. Default: ${DEFAULT-VALUE}.")
  private int leaves;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "8",
      description = "Into how many partitions the database is split. Default: ${DEFAULT-VALUE}.")
  private int partitions;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Rows of the table that is read. Default: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Only the statements whose name has this in it: \"select\".")
  private String only = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    require(threads.stream().allMatch(count -> count >= 1), "--threads are numbers from 1");
    require(seconds > 0, "--seconds is a number above 0");
    require(leaves >= 1, "--leaves is a number from 1");
    require(partitions >= 1, "--partitions is a number from 1");
    require(
        rows >= 100 && rows % STRIDE != 0, "--rows is a number from 100, and no multiple of 7919");
    Bench bench = new Bench(engine, leaves, partitions, threads, seconds, rows, only);
    Bench.Result result = bench.run(TerminalProgress.standard());
    System.out.println();
    System.out.println(result.setting());
    System.out.println();
    System.out.println(FigureTable.of(result.figures()));
    result.notes().forEach(System.out::println);
    return 0;
  }

  private void require(boolean holds, String message) {
    if (!holds && spec != null) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
