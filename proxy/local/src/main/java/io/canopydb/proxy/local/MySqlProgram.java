package io.canopydb.proxy.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A mysqld that can be run.
 *
 * @param start how it is started: its path, or its own loader's with the path after it
 * @param layout options that say where its parts lie; empty where it finds them by itself
 * @param version what it is
 */
record MySqlProgram(List<String> start, List<String> layout, MySqlVersion version) {

  private static final Duration VERSION_LIMIT = Duration.ofSeconds(30);

  MySqlProgram {
    start = List.copyOf(start);
    layout = List.copyOf(layout);
  }

  /**
   * Asks a mysqld for its version.
   *
   * @throws ServerException it does not run, is another product, or is too old
   */
  static MySqlProgram of(List<String> start, List<String> layout)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(start);
    command.add("--no-defaults");
    command.add("--version");
    String printed = Commands.run(command, Map.of(), "", VERSION_LIMIT).strip();
    MySqlVersion version =
        MySqlVersion.parse(printed)
            .orElseThrow(() -> new ServerException("not a MySQL server: " + printed));
    if (!version.canBeLeaf()) {
      throw new ServerException(
          "MySQL " + version + ", and a leaf has to be " + MySqlVersion.OLDEST + " or newer");
    }
    return new MySqlProgram(start, layout, version);
  }

  /** A mysqld that finds its own parts. */
  static MySqlProgram of(Path mysqld) throws IOException, InterruptedException {
    return of(List.of(mysqld.toString()), List.of());
  }

  /** The command with further options. */
  List<String> command(List<String> options) {
    List<String> command = new ArrayList<>(start);
    // Has to stand first: an option file of the machine is no business of ours.
    command.add("--no-defaults");
    command.addAll(layout);
    command.addAll(options);
    return command;
  }
}
