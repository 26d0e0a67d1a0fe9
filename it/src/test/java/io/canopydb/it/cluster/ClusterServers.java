package io.canopydb.it.cluster;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.parse.command.HostPort;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafAccounts;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.ServerBinaries;
import io.canopydb.proxy.local.ServerInstallation;
import io.canopydb.rebalancer.leaf.ServerAccount;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Servers of one engine for tests that add them to clusters, kill them and start them again. */
final class ClusterServers implements AutoCloseable {
  private static final Set<String> SYSTEM =
      Set.of(
          "information_schema",
          "mysql",
          "performance_schema",
          "sys",
          "postgres",
          "template0",
          "template1");

  private final ServerInstallation installation;
  private final LeafAccounts accounts = LeafAccounts.random();
  private final Path directory;
  private final List<LeafServer> servers = new ArrayList<>();

  private ClusterServers(ServerInstallation installation) throws IOException {
    this.installation = installation;
    this.directory = Files.createTempDirectory("canopy-it-");
    // A server that may not run as root has to pass through.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
  }

  static ClusterServers start(Engine engine, int count) throws IOException, InterruptedException {
    ClusterServers all = new ClusterServers(ServerBinaries.resolve(engine, System.err::println));
    for (int i = 0; i < count; i++) {
      all.servers.add(
          all.installation.start(
              all.directory.resolve("leaf-" + i), ServerInstallation.ANY_PORT, all.accounts));
    }
    return all;
  }

  Engine engine() {
    return installation.engine();
  }

  LeafAccounts accounts() {
    return accounts;
  }

  HostPort address(int server) {
    return new HostPort(servers.get(server).host(), servers.get(server).port());
  }

  /** A server with its administrator's account. */
  ServerAccount admin(int server) {
    return new ServerAccount(engine(), address(server), accounts.admin());
  }

  void kill(int server) throws IOException {
    servers.get(server).kill();
  }

  /** Starts a killed server again, at the same port with the same data. */
  void restart(int server) throws IOException, InterruptedException {
    servers.set(
        server,
        installation.start(
            directory.resolve("leaf-" + server), servers.get(server).port(), accounts));
  }

  /** Runs statements as the administrator; on PostgreSQL in a database. */
  void run(int server, String database, String... statements) throws SQLException {
    try (Connection connection = admin(server).open(database.isEmpty() ? null : database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Takes away whatever tests made. */
  void clean() throws SQLException {
    Dialect dialect = Dialect.of(engine());
    for (int i = 0; i < servers.size(); i++) {
      try (Connection connection = admin(i).open(null);
          Statement statement = connection.createStatement()) {
        admin(i).admin().dropIdentity(connection);
        for (String database : admin(i).admin().databases(connection)) {
          if (!SYSTEM.contains(database)) {
            statement.execute("DROP DATABASE " + dialect.quoteName(database));
          }
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (LeafServer server : servers) {
      server.close();
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
