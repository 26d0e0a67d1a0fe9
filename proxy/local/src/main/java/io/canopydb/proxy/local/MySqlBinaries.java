package io.canopydb.proxy.local;

import io.canopydb.proxy.local.progress.Progress;
import java.io.IOException;
import java.util.List;

/** Finds a MySQL server: tries one way after the other, and says what it finds. */
final class MySqlBinaries {

  private MySqlBinaries() {}

  /** The ways, in the order they are tried. */
  static List<MySqlSource> sources(Machine machine, UserCache cache, Progress progress) {
    return List.of(
        new MySqlHome(machine, cache, progress),
        new MySqlOnPath(machine, cache, progress),
        new MySqlPackages(machine, cache, progress),
        new MySqlContainers());
  }

  /**
   * The first installation that a source has.
   *
   * @throws ServerException none has one; names every way, and why it led nowhere
   */
  static ServerInstallation resolve(List<MySqlSource> sources, Progress progress)
      throws IOException, InterruptedException {
    StringBuilder reasons = new StringBuilder();
    for (MySqlSource source : sources) {
      MySqlSource.Found found = source.find();
      if (found instanceof MySqlSource.Usable usable) {
        ServerInstallation installation = usable.installation();
        progress.say("using MySQL " + installation.version() + " of " + installation.origin());
        return installation;
      }
      if (found instanceof MySqlSource.Nothing nothing) {
        reasons.append("\n  - ").append(source.way()).append(" (").append(nothing.reason());
        reasons.append(')');
      }
    }
    throw new ServerException("no MySQL server can be had. One of these is needed:" + reasons);
  }
}
