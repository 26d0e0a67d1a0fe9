package io.canopydb.driver.pool;

import io.canopydb.metadata.model.Leaf;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** What a borrowed connection has to know and to tell where it comes from. */
interface Lender {

  Leaf leaf();

  /** The isolation of a new connection. */
  int isolation();

  /** What new connections have; asked of a connection whose settings are untouched. */
  Map<String, String> startValues(Connection untouched) throws SQLException;

  /** Tells that a connection broke. */
  void broke();

  /** Whether a connection has to go when it comes back. */
  boolean evicted(ConnectionState state);

  /** Takes a connection back, or ends it. */
  void giveBack(Connection proxy, boolean keep);
}
