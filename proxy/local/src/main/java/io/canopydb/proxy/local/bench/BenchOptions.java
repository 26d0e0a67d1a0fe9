package io.canopydb.proxy.local.bench;

import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.progress.TerminalProgress;
import io.canopydb.rebalancer.cli.EngineName;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What may be said of a run, however Canopy is reached. */
final class BenchOptions {

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
      description =
          "How many threads, one number after the other. Default: 1,8; through a proxy 1,8,64.")
  private @Nullable List<Integer> threads;

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

  @Spec(Target.MIXEE)
  private @Nullable CommandSpec spec;

  /** Runs it, and prints what was found. */
  int run(boolean proxy, List<Integer> usual)
      throws IOException, SQLException, InterruptedException {
    List<Integer> counts = threads == null ? usual : threads;
    require(counts.stream().allMatch(count -> count >= 1), "--threads are numbers from 1");
    require(seconds > 0, "--seconds is a number above 0");
    require(leaves >= 1, "--leaves is a number from 1");
    require(partitions >= 1, "--partitions is a number from 1");
    require(
        rows >= 100 && rows % STRIDE != 0, "--rows is a number from 100, and no multiple of 7919");
    Bench bench = new Bench(engine, leaves, partitions, counts, seconds, rows, only, proxy);
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
