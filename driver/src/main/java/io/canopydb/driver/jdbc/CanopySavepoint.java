package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.session.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/**
 * A savepoint of one connection.
 *
 * @param id counts the connection's savepoints
 * @param named whether the application gave the name
 */
record CanopySavepoint(Connection connection, Session.SavepointMark mark, int id, boolean named)
    implements Savepoint {

  @Override
  public int getSavepointId() throws SQLException {
    if (named) {
      throw CanopyError.INVALID_ARGUMENT.with("the savepoint has a name", "ask for the name");
    }
    return id;
  }

  @Override
  public String getSavepointName() throws SQLException {
    if (!named) {
      throw CanopyError.INVALID_ARGUMENT.with("the savepoint has no name", "ask for the id");
    }
    return mark.name();
  }
}
