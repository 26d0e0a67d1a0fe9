package io.canopydb.proxy.local.bench;

import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.demo.TpchData;
import io.canopydb.proxy.local.progress.TerminalProgress;
import io.canopydb.rebalancer.cli.EngineName;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code canopy bench tpch}. */
@Command(
    name = "tpch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure each query of TPC-H over Canopy, and on one server that holds all rows.",
      "It starts a cluster of its own on this machine, which goes away at the end. A ratio of 1"
          + " means as fast as the one server, 2 twice as fast."
    })
final class TpchCommand implements Callable<Integer> {

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "postgresql",
      converter = EngineName.class,
      completionCandidates = EngineName.class,
      description = "The engine of the leaves: ${COMPLETION-CANDIDATES}. Default: postgresql.")
  private Engine engine = Engine.POSTGRESQL;

  @Option(
      names = "--scale",
      paramLabel = "F",
      defaultValue = "0.1",
      description = "TPC-H's scale: 1 is six million line items. Default: ${DEFAULT-VALUE}.")
  private double scale;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each query runs, after once to warm up. Default: ${DEFAULT-VALUE}.")
  private int rounds;

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
      names = "--only",
      paramLabel = "NAME",
      defaultValue = "",
      description = "One query only: Q5.")
  private String only = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    require(scale >= TpchData.LEAST_SCALE, "--scale is a number from 0.0001");
    require(rounds >= 1, "--rounds is a number from 1");
    require(leaves >= 1, "--leaves is a number from 1");
    require(partitions >= 1, "--partitions is a number from 1");
    TpchBench bench = new TpchBench(engine, scale, rounds, leaves, partitions, only);
    TpchBench.Result result = bench.run(TerminalProgress.standard());
    System.out.println();
    System.out.println(result.setting());
    System.out.println();
    System.out.println(TpchFigure.table(result.figures()));
    return 0;
  }

  private void require(boolean holds, String message) {
    if (!holds && spec != null) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
