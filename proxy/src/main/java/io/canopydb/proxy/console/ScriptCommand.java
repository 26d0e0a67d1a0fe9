package io.canopydb.proxy.console;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import sqlline.AbstractCommandHandler;
import sqlline.CommandHandler;
import sqlline.DispatchCallback;
import sqlline.SqlLine;

/**
 * A command for sqlline that runs the script on this process's standard input and remembers how it
 * ended. sqlline's own option for scripts prints the trace of every error, and without it nobody
 * learns whether one failed.
 */
final class ScriptCommand extends AbstractCommandHandler {

  private static final String NAME = "canopyscript";

  private final OutputStream results;
  private boolean done;

  /**
   * The command.
   *
   * @param results where the script's results go
   */
  ScriptCommand(SqlLine shell, OutputStream results) {
    super(shell, new String[] {NAME}, "Run the script on standard input", List.of());
    this.results = results;
  }

  /** How the command is written. */
  String command() {
    return SqlLine.COMMAND_PREFIX + NAME;
  }

  /** Whether the whole script was run without an error. */
  boolean done() {
    return done;
  }

  /** sqlline's own commands with this one. */
  Collection<CommandHandler> besideOthers() {
    List<CommandHandler> all = new ArrayList<>(sqlLine.getCommandHandlers());
    all.add(this);
    return all;
  }

  @Override
  public void execute(String line, DispatchCallback callback) {
    DispatchCallback script = new DispatchCallback();
    sqlLine.setOutputStream(results);
    for (CommandHandler handler : sqlLine.getCommandHandlers()) {
      if (handler.getName().equals("run")) {
        handler.execute("run /dev/stdin", script);
      }
    }
    sqlLine.setOutputStream(OutputStream.nullOutputStream());
    done = script.isSuccess();
    callback.setStatus(script.getStatus());
  }
}
