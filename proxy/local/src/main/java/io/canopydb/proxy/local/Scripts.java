package io.canopydb.proxy.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the shell scripts beside this class, out of reach of what kills this process. */
final class Scripts {

  private static final List<Path> SETSID =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

  private Scripts() {}

  /**
   * The command that runs a script as the leader of a session of its own: neither the terminal's
   * Ctrl-C nor a signal to this process's group reaches it. (Where there is no setsid, the scripts
   * catch the terminal's signals.)
   */
  static List<String> detached(String script, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    for (Path setsid : SETSID) {
      if (Files.isExecutable(setsid)) {
        command.add(setsid.toString());
        break;
      }
    }
    command.addAll(List.of("/bin/sh", "-c", text(script), "canopy-" + script));
    command.addAll(arguments);
    return command;
  }

  private static String text(String script) throws IOException {
    try (InputStream in = Scripts.class.getResourceAsStream(script)) {
      if (in == null) {
        throw new IOException("the script " + script + " is missing from canopy-local");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
