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
      Leaf leaf, Credentials credentials, @Nullable String database, SessionSettings settings)
      throws SQLException;

  /** Whether a connection can be borrowed without waiting for one that is in use. */
  boolean hasSpare(Leaf leaf, Credentials credentials, @Nullable String database);

  /**
   * Whether a leaf is worth a try where another would do as well: not within a second after it
   * could not be reached. Then one caller is told to try it, for the others too.
   */
  boolean worthTrying(Leaf leaf);

  /** How many connections to a leaf are open in this process. */
  int open(Leaf leaf);

  /** Ends the pools of leaves that are not in use any more, and of a database that was dropped. */
  void forgetDatabase(String database);

  @Override
  void close();
}
