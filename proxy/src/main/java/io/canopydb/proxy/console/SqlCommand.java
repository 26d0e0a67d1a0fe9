package io.canopydb.proxy.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
          "The cluster, as for any JDBC program: jdbc:canopy://zookeeper:2181/database?user=...")
  private String url = "";

  @Mixin private final ShellPassword passwords = new ShellPassword();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws SQLException, IOException {
    Properties account = new Properties();
    String password = passwords.of(url, System.getenv());
    if (password != null) {
      account.setProperty("password", password);
    }
    try (Connection connection = DriverManager.getConnection(url, account)) {
      PrintWriter out = spec.commandLine().getOut();
      PrintWriter err = spec.commandLine().getErr();
      SqlShell shell = new SqlShell(connection, out, err);
      if (System.console() == null) {
        BufferedReader input =
            new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        return shell.runScript(prompt -> input.readLine()) ? 0 : 1;
      }
      interact(shell);
      return 0;
    }
  }

  private static void interact(SqlShell shell) throws SQLException, IOException {
    try (Terminal terminal = TerminalBuilder.terminal()) {
      terminal.handle(Terminal.Signal.INT, signal -> shell.cancel());
      LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
      // An exclamation mark is one.
      reader.setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION);
      shell.interact(
          prompt -> {
            try {
              return reader.readLine(prompt);
            } catch (UserInterruptException e) {
              return SqlShell.FORGET;
            } catch (EndOfFileException e) {
              return null;
            }
          });
    }
  }
}
