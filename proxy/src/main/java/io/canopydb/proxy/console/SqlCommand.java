package io.canopydb.proxy.console;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code canopy sql URL}. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = {
      "Open a SQL shell on a cluster.",
      "Statements end with a semicolon at the end of a line. When standard input is not a terminal,"
          + " it is run as a script up to the first error."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:all statements were done", "1:one failed; the message says why"})
public final class SqlCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "URL",
      description =
          "The cluster, as for any JDBC program: jdbc:canopy://zookeeper:2181/database?...")
  private String url = "";

  @Override
  public Integer call() throws SQLException, IOException {
    SqlShell shell = new SqlShell(url);
    if (System.console() == null) {
      return shell.runScript() ? 0 : 1;
    }
    shell.interact();
    return 0;
  }
}
