package io.canopydb.driver.dialect;

import java.sql.SQLException;

/** What an error of the engine or its JDBC driver means. Stateless. */
public interface ErrorClasses {

  /** Whether the connection can't be used any more. The only judge of that. */
  boolean connectionBroken(SQLException error);

  /** Whether a primary or unique key would have been violated. */
  boolean duplicateKey(SQLException error);

  /** Whether the engine has undone the whole transaction by itself, and goes on without one. */
  boolean transactionUndone(SQLException error);

  /** Whether user name or password were refused at connect. */
  boolean authenticationFailed(SQLException error);

  /** Whether no server could be reached at connect (refused, unknown host, timeout). */
  boolean unreachable(SQLException error);

  /** Whether the database named at connect does not exist on that server. */
  boolean unknownDatabase(SQLException error);
}
