package io.canopydb.proxy.local.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code canopy bench proxy}. */
@Command(
    name = "proxy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure what a proxy costs: everyday statements by the engine's own driver through a proxy,"
          + " and the same ones sent straight to the servers.",
      "It starts a cluster and a proxy of its own on this machine, which go away at the end. The"
          + " columns are those of canopy bench."
    })
final class ProxyBenchCommand implements Callable<Integer> {

  @Mixin private final BenchOptions options = new BenchOptions();

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    return options.run(/* proxy= */ true, List.of(1, 8, 64));
  }
}
