package io.canopydb.proxy.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** Several servers of one installation with the same accounts. */
public final class LeafServers implements AutoCloseable {

  private final List<LeafServer> servers;

  private LeafServers(List<LeafServer> servers) {
    this.servers = List.copyOf(servers);
  }

  /** Starts {@code count} servers on any ports; see the other method. */
  public static LeafServers start(
      ServerInstallation installation, int count, Path directory, LeafAccounts accounts)
      throws IOException, InterruptedException {
    return start(
        installation, Collections.nCopies(count, ServerInstallation.ANY_PORT), directory, accounts);
  }

  /**
   * Starts servers side by side, each in {@code leaf-1}, {@code leaf-2}, ... below a directory.
   * When one does not start, none is left running.
   *
   * @param ports one for each server, or {@link ServerInstallation#ANY_PORT}
   */
  public static LeafServers start(
      ServerInstallation installation, List<Integer> ports, Path directory, LeafAccounts accounts)
      throws IOException, InterruptedException {
    List<Callable<LeafServer>> starts = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      Path own = directory.resolve("leaf-" + (i + 1));
      int port = ports.get(i);
      starts.add(() -> installation.start(own, port, accounts));
    }
    SideBySide<LeafServer> started = SideBySide.run("canopy-start-leaf", starts);
    LeafServers servers = new LeafServers(started.results());
    if (started.failure() != null) {
      try {
        servers.close();
      } catch (IOException e) {
        started.failure().addSuppressed(e);
      }
    }
    started.orThrow();
    return servers;
  }

  /** In the order they were started in. */
  public List<LeafServer> servers() {
    return servers;
  }

  /** Shuts all of them down, side by side. Idempotent. */
  @Override
  public void close() throws IOException {
    List<Callable<Boolean>> ends = new ArrayList<>();
    for (LeafServer server : servers) {
      ends.add(
          () -> {
            server.close();
            return true;
          });
    }
    try {
      SideBySide.run("canopy-stop-leaf", ends).orThrow();
    } catch (InterruptedException e) {
      // The servers' supervisors go on without this process.
      Thread.currentThread().interrupt();
    }
  }
}
