package io.canopydb.proxy.local;

import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.progress.Progress;
import java.io.IOException;

/** Where server programs come from. */
public final class ServerBinaries {

  private ServerBinaries() {}

  /** The installation of an engine for this machine, fetched and unpacked if need be. */
  public static ServerInstallation resolve(Engine engine, Progress progress)
      throws IOException, InterruptedException {
    Machine machine = Machine.here();
    return resolve(engine, machine, UserCache.of(machine), progress);
  }

  /** The installation of an engine for a given machine and cache. */
  static ServerInstallation resolve(
      Engine engine, Machine machine, UserCache cache, Progress progress)
      throws IOException, InterruptedException {
    return switch (engine) {
      case POSTGRESQL -> PostgreSqlBinaries.resolve(machine, cache, progress);
      case MYSQL ->
          MySqlBinaries.resolve(MySqlBinaries.sources(machine, cache, progress), progress);
    };
  }
}
