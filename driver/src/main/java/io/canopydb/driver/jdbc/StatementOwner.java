package io.canopydb.driver.jdbc;

import io.canopydb.driver.front.LogicalNames;
import java.sql.Connection;
import java.sql.Statement;

/** A connection as its statements see it. */
interface StatementOwner extends Connection {

  SessionGate gate();

  LogicalNames names();

  /** Whether a text may be several statements. */
  boolean allowsMultiQueries();

  /** Told by a statement that it was closed. */
  void forget(Statement statement);
}
