package io.canopydb.proxy.local;

import io.canopydb.metadata.model.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;

/** The programs of one engine in one version, from which servers can be started. Thread-safe. */
public sealed interface ServerInstallation
    permits PostgreSqlInstallation, MySqlInstallation, MySqlImage {

  /** Stands for any free port. */
  int ANY_PORT = 0;

  Engine engine();

  /** The version number: {@code 9.7.4}. */
  String version();

  /** Where it was found, as a message says it. */
  String origin();

  /**
   * Starts a server and waits until it takes connections.
   *
   * @param directory its own directory: made if it is not there; data that an earlier start left
   *     there are used again, with the accounts they have
   * @param port the TCP port, or {@link #ANY_PORT}
   * @param accounts the accounts of the server; those it was first started with
   */
  LeafServer start(Path directory, int port, LeafAccounts accounts)
      throws IOException, InterruptedException;

  /** The URL for the engine's own JDBC driver; see {@link LeafServer#jdbcUrl}. */
  String jdbcUrl(String host, int port, String database);

  /**
   * Properties that make the engine's JDBC driver give up after about {@code seconds}, where what
   * listens does not answer: whoever else took the port need not speak the engine's protocol.
   */
  Properties impatient(int seconds);
}
