package io.canopydb.driver.pool;

import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where leaf connections come from. Safe for use by many threads. */
public interface LeafConnections extends AutoCloseable {

  /**
   * Borrows a connection.
   *
   * @param database the logical database whose shell is the default namespace; null for none (on
   *     PostgreSQL: the maintenance database {@code postgres})
   * @throws SQLException LEAF_UNREACHABLE, AUTHENTICATION or UNKNOWN_DATABASE of the catalogue of
   *     errors; or what the leaf said
   */
  LeafConnection borrow(
      Leaf leaf, Identity credentials, @Nullable String database, SessionSettings settings)
      throws SQLException;

  /** Whether a connection can be borrowed without waiting for one that is in use. */
  boolean hasSpare(Leaf leaf, Identity credentials, @Nullable String database);

  /**
   * Whether a leaf is worth a try where another would do as well: not within a second after it
   * could not be reached. Then one caller is told to try it, for the others too.
   */
  boolean worthTrying(Leaf leaf);

  /** How many connections to a leaf are open in this process. */
  int open(Leaf leaf);

  /**
   * Lets nobody borrow a connection to a leaf, by whatever account, and opens none. Those who want
   * one wait, as long as for one that is in use. Connections that are borrowed stay with who has
   * them.
   */
  LeafSuspension suspend(Leaf leaf);

  /**
   * Ends the connections to a leaf that are open or being opened now: those that nobody uses at
   * once, those in use when they come back.
   *
   * @param abort whether those in use are ended at once too, under the hands of who has them
   */
  void evict(Leaf leaf, boolean abort);

  /** Ends the pools of leaves that are not in use any more, and of a database that was dropped. */
  void forgetDatabase(String database);

  @Override
  void close();
}
