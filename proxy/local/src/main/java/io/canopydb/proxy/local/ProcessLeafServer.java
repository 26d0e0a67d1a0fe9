package io.canopydb.proxy.local;

import io.canopydb.metadata.model.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/** A leaf server that is a process of this machine. */
final class ProcessLeafServer implements LeafServer {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int PORTS_TRIED = 5;
  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final int LOGIN_SECONDS = 5;
  private static final Duration POLL = Duration.ofMillis(50);

  private final ServerInstallation installation;
  private final Path directory;
  private final int port;
  private final LeafAccounts accounts;
  private final SupervisedProcess process;

  private ProcessLeafServer(
      ServerInstallation installation,
      Path directory,
      int port,
      LeafAccounts accounts,
      SupervisedProcess process) {
    this.installation = installation;
    this.directory = directory;
    this.port = port;
    this.accounts = accounts;
    this.process = process;
  }

  /** The command that starts the server on a port. */
  @FunctionalInterface
  interface CommandForPort {
    List<String> command(int port) throws IOException, InterruptedException;
  }

  /**
   * Starts a server and waits until the administrator can log in. When the port is ours to choose
   * and somebody else takes it first, another one is tried.
   */
  static ProcessLeafServer start(
      ServerInstallation installation,
      Path directory,
      int port,
      LeafAccounts accounts,
      String stopSignal,
      CommandForPort command)
      throws IOException, InterruptedException {
    if (port != ServerInstallation.ANY_PORT) {
      return startOn(installation, directory, port, accounts, stopSignal, command);
    }
    for (int attempt = 1; ; attempt++) {
      int chosen = FreePorts.next();
      try {
        return startOn(installation, directory, chosen, accounts, stopSignal, command);
      } catch (ServerException e) {
        if (attempt == PORTS_TRIED || FreePorts.isFree(chosen)) {
          throw e;
        }
      }
    }
  }

  private static ProcessLeafServer startOn(
      ServerInstallation installation,
      Path directory,
      int port,
      LeafAccounts accounts,
      String stopSignal,
      CommandForPort command)
      throws IOException, InterruptedException {
    SupervisedProcess process =
        SupervisedProcess.start(directory, stopSignal, command.command(port));
    boolean started = false;
    try {
      ProcessLeafServer server =
          new ProcessLeafServer(installation, directory, port, accounts, process);
      server.awaitLogin();
      started = true;
      return server;
    } finally {
      if (!started) {
        process.close();
      }
    }
  }

  private void awaitLogin() throws IOException, InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    Properties login = installation.impatient(LOGIN_SECONDS);
    login.setProperty("user", accounts.admin().user());
    login.setProperty("password", accounts.admin().password());
    while (!process.awaitEnd(POLL)) {
      try (Connection connection = DriverManager.getConnection(jdbcUrl(""), login)) {
        // Only our server knows the password: nobody else listens on this port.
        if (connection.isValid(LOGIN_SECONDS)) {
          return;
        }
      } catch (SQLException e) {
        if (System.nanoTime() > end) {
          throw new ServerException(
              this + " took longer than " + START_LIMIT.toSeconds() + " s: " + process.lastWords(),
              e);
        }
      }
    }
    throw new ServerException(this + " does not start: " + process.lastWords());
  }

  @Override
  public Engine engine() {
    return installation.engine();
  }

  @Override
  public String host() {
    return LOOPBACK;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String version() {
    return installation.version();
  }

  @Override
  public LeafAccounts accounts() {
    return accounts;
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public String jdbcUrl(String database) {
    return installation.jdbcUrl(LOOPBACK, port, database);
  }

  @Override
  public void kill() throws ServerException {
    process.kill();
  }

  @Override
  public void close() throws ServerException {
    process.close();
  }

  @Override
  public String toString() {
    return installation.engine() + " " + version() + " on port " + port;
  }
}
