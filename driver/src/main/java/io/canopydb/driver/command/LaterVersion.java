package io.canopydb.driver.command;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.command.ClusterCommand;
import java.sql.SQLException;
import java.util.Locale;

/** Refuses commands that are read, but not carried out yet. */
final class LaterVersion {
  private LaterVersion() {}

  static SQLException refuse(ClusterCommand command) {
    return CanopyError.UNSUPPORTED.with(words(command), "it comes with a later version");
  }

  /** The words a command begins with; its record is named by them. */
  static String words(ClusterCommand command) {
    return command
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=.)(?=[A-Z])", " ")
        .toUpperCase(Locale.ROOT);
  }
}
