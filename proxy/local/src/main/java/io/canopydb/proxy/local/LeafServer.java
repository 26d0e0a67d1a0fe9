package io.canopydb.proxy.local;

import io.canopydb.metadata.model.Engine;
import java.nio.file.Path;

/**
 * A running server that can be a leaf. It ends at {@link #close}, and at the end of this process
 * however that comes. Safe for use by many threads.
 */
public interface LeafServer extends AutoCloseable {

  Engine engine();

  /** The address it listens on; only this machine reaches it. */
  String host();

  int port();

  /** The server's own version number: {@code 18.6}. */
  String version();

  LeafAccounts accounts();

  /** Where its data lie. The same directory can be started again after {@link #close}. */
  Path directory();

  /**
   * The URL for the engine's own JDBC driver, without user and password.
   *
   * @param database a database of the server; empty for none (PostgreSQL: {@code postgres})
   */
  String jdbcUrl(String database);

  /** Kills it as a crash would (SIGKILL), and waits until it is gone. Nothing is flushed. */
  void kill() throws ServerException;

  /** Shuts it down in order, and waits until it is gone. Idempotent. */
  @Override
  void close() throws ServerException;
}
