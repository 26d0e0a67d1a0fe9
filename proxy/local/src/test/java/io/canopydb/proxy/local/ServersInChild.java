package io.canopydb.proxy.local;

import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that starts servers and then waits to be killed. */
final class ServersInChild {

  private ServersInChild() {}

  /** Prints the process numbers of the servers and their supervisors, then their directory. */
  public static void main(String[] arguments) throws Exception {
    ServerInstallation installation =
        ServerBinaries.resolve(Engine.valueOf(arguments[0]), Progress.SILENT);
    ScratchDirectory scratch = ScratchDirectory.create();
    LeafServers servers = LeafServers.start(installation, 2, scratch.path(), LeafAccounts.random());
    StringBuilder pids = new StringBuilder();
    for (LeafServer server : servers.servers()) {
      Path file = server.directory().resolve("server.pid");
      pids.append(Files.readString(file).strip()).append(' ');
    }
    pids.append(scratch.removerPid());
    System.out.println(pids);
    System.out.println(scratch.path());
    System.out.flush();
    // Until the end of the test, which kills this process.
    System.in.read();
    servers.close();
    scratch.close();
  }
}
