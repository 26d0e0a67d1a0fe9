package io.canopydb.driver.dispatch;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A statement on a leaf that the session can cancel, and that takes no longer than the user's may;
 * its results end with it. One thread uses it.
 */
public final class LeafStatement implements AutoCloseable {
  private final Statement statement;
  private final Consumer<Statement> whenClosed;

  LeafStatement(Statement statement, Consumer<Statement> whenClosed) {
    this.statement = statement;
    this.whenClosed = whenClosed;
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
    whenClosed.accept(statement);
    statement.close();
  }
}
