package io.canopydb.proxy.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import sqlline.SqlLine;

/**
 * sqlline on a JDBC URL: for a user at a terminal, or for a script that comes by standard input.
 */
public final class SqlShell {

  /** Wide enough for any row: a script's output is read by programs, and cutting loses data. */
  private static final int SCRIPT_WIDTH = 1_000_000;

  private final String url;

  public SqlShell(String url) {
    this.url = url;
  }

  /** Lets the user of a terminal work until the end of input or {@code !quit}. */
  public void interact() throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(url)) {
      SqlLine shell = new SqlLine();
      shell.begin(arguments(connection).toArray(String[]::new), null, true);
    }
  }

  /**
   * Runs the statements on standard input, up to the first that fails.
   *
   * @return whether all of them were done
   */
  public boolean runScript() throws SQLException, IOException {
    // No terminal is there to be looked for, which is no reason to warn of.
    System.setProperty("org.jline.terminal.dumb", "true");
    try (Connection connection = DriverManager.getConnection(url)) {
      SqlLine shell = new SqlLine();
      ScriptCommand script = new ScriptCommand(shell, System.out);
      shell.updateCommandHandlers(script.besideOthers());
      List<String> arguments = arguments(connection);
      arguments.addAll(List.of("--silent=true", "--color=false", "--maxWidth=" + SCRIPT_WIDTH));
      byte[] command = (script.command() + "\n").getBytes(StandardCharsets.UTF_8);
      // Nothing but the script's results goes out: the line editor, which reads the command, would
      // echo it, with escape codes around.
      shell.setOutputStream(OutputStream.nullOutputStream());
      shell.begin(arguments.toArray(String[]::new), new ByteArrayInputStream(command), false);
      return script.done();
    }
  }

  private List<String> arguments(Connection connection) throws SQLException {
    // sqlline would set its own isolation otherwise, and ask for a user.
    String isolation = isolation(connection.getMetaData().getDefaultTransactionIsolation());
    return new ArrayList<>(
        List.of(
            "-u",
            url,
            "--connectInteractionMode=notAskCredentials",
            "--isolation=" + isolation,
            // Its own would show the URL, and so the password.
            "--prompt=canopy> "));
  }

  private static String isolation(int level) {
    return switch (level) {
      case Connection.TRANSACTION_READ_UNCOMMITTED -> "TRANSACTION_READ_UNCOMMITTED";
      case Connection.TRANSACTION_READ_COMMITTED -> "TRANSACTION_READ_COMMITTED";
      case Connection.TRANSACTION_SERIALIZABLE -> "TRANSACTION_SERIALIZABLE";
      default -> "TRANSACTION_REPEATABLE_READ";
    };
  }
}
