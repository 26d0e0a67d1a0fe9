package io.canopydb.proxy.local;

import io.canopydb.metadata.model.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Servers for tests: one plain server to compare with, and four to be leaves of a cluster. Started
 * at the first call in a process, the same for all later ones, gone with the process.
 *
 * <p>Whoever uses them keeps to databases of its own, and drops what it made before.
 */
public final class SharedServers {

  private static final int LEAVES = 4;

  private final ScratchDirectory directory;
  private final LeafServers all;

  private SharedServers(ScratchDirectory directory, LeafServers all) {
    this.directory = directory;
    this.all = all;
  }

  /** Those of an engine. */
  public static SharedServers of(Engine engine) {
    return switch (engine) {
      case MYSQL -> MySql.SERVERS;
      case POSTGRESQL -> PostgreSql.SERVERS;
    };
  }

  /** The server that belongs to no cluster. */
  public LeafServer plain() {
    return all.servers().get(0);
  }

  /** The four servers for clusters. */
  public List<LeafServer> leaves() {
    return all.servers().subList(1, all.servers().size());
  }

  /** Where they write; gone with the process. */
  public Path directory() {
    return directory.path();
  }

  private static SharedServers start(Engine engine) {
    try {
      ServerInstallation installation = ServerBinaries.resolve(engine, System.err::println);
      ScratchDirectory directory = ScratchDirectory.create();
      return new SharedServers(
          directory,
          LeafServers.start(installation, LEAVES + 1, directory.path(), LeafAccounts.random()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while servers were started", e);
    }
  }

  /** Class initialisation is the lock: the first caller starts them, the others wait. */
  private static final class MySql {
    static final SharedServers SERVERS = start(Engine.MYSQL);
  }

  private static final class PostgreSql {
    static final SharedServers SERVERS = start(Engine.POSTGRESQL);
  }
}
