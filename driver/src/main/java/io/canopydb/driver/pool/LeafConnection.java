package io.canopydb.driver.pool;

import io.canopydb.metadata.model.Leaf;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A borrowed connection to a leaf. One thread uses it at a time.
 *
 * <p>It comes with autocommit on, read-write, at the engine's default isolation, with the default
 * namespace of the database's shell. The borrower may change these and begin transactions; {@link
 * #close} undoes all of it.
 */
public interface LeafConnection extends AutoCloseable {

  Leaf leaf();

  /**
   * The leaf driver's own connection (unwrapped from the pool's proxy, so that it costs nothing).
   * Whoever opens a statement on it closes it.
   *
   * <p>Not {@code setTransactionIsolation}: isolation is a setting (MySQL {@code
   * transaction_isolation}, PostgreSQL {@code default_transaction_isolation}), so that sessions
   * that want the same share connections without a round trip; nor {@code setCatalog}, {@code
   * setSchema} or SET as a plain statement, which the pool could not see.
   */
  Connection jdbc();

  /**
   * Which server it is, as it said when the connection was opened: MySQL's {@code @@server_uuid},
   * the time at which PostgreSQL was started. Two connections to one leaf that differ in it have
   * not met the same server. It costs nothing.
   */
  String incarnation();

  /** Gives the connection these settings; free when it has them already. */
  void apply(SessionSettings settings) throws SQLException;

  /**
   * Tells of an error that a statement on it gave. When the error means that the connection is
   * broken, it is evicted at {@link #close}.
   *
   * @return whether it is broken
   */
  boolean failed(SQLException error);

  /** Whether it can be used again: it is not broken, and not tainted. */
  boolean usable();

  /** Makes {@link #close} evict the connection: it holds a state that nobody else may see. */
  void taint();

  /**
   * Rolls back what is open, undoes what the borrower changed, and gives it back. Never throws.
   * Idempotent.
   */
  @Override
  void close();
}
