package io.canopydb.driver.jdbc;

import io.canopydb.driver.front.LogicalNames;
import java.sql.SQLException;
import java.sql.Statement;

/** A statement as its results see it. */
interface ResultOwner extends Statement {

  SessionGate gate();

  LogicalNames names();

  /** Whether rows are read where they lie. */
  boolean isForwardOnly();

  /** The fetch size, also of a statement that is closed. */
  int fetchSize();

  /** Told by a result that it was closed. */
  void resultClosed() throws SQLException;
}
