package io.canopydb.driver.dispatch;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A statement on a leaf that the session can cancel, and that takes no longer than the user's may;
 * its results end with it. One thread uses it.
 */
public final class LeafStatement implements AutoCloseable {
  private final ActiveStatements active;
  private final Statement statement;

  private LeafStatement(ActiveStatements active, Statement statement) {
    this.active = active;
    this.statement = statement;
  }

  static LeafStatement begin(ActiveStatements active, Statement statement) throws SQLException {
    try {
      active.add(statement);
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
    return new LeafStatement(active, statement);
  }

  /** Runs a text, whatever it is; gives its rows, if it has any. */
  public @Nullable ResultSet run(String sql) throws SQLException {
    return statement.execute(sql) ? statement.getResultSet() : null;
  }

  /** The rows of a text. */
  public ResultSet query(String sql) throws SQLException {
    return statement.executeQuery(sql);
  }

  /** Runs a text that writes; gives its count. */
  public long update(String sql) throws SQLException {
    return statement.executeLargeUpdate(sql);
  }

  /** Its parameters are to be set here; it is also run here. */
  public PreparedStatement prepared() {
    return (PreparedStatement) statement;
  }

  @Override
  public void close() throws SQLException {
    active.remove(statement);
    statement.close();
  }
}
