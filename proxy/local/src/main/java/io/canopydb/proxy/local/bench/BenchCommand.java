package io.canopydb.proxy.local.bench;

import io.canopydb.proxy.ProgramCommand;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code canopy bench}. */
@Command(
    name = "bench",
    subcommands = {TpchCommand.class, ProxyBenchCommand.class},
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
  @Mixin private final BenchOptions options = new BenchOptions();

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    return options.run(/* proxy= */ false, List.of(1, 8));
  }
}
