package io.canopydb.driver.execute.move;

import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Rows of a leaf, a few at a time however many there are, by a connection of their own. */
final class RowStream implements AutoCloseable {
  private static final int ROWS_AT_A_TIME = 1_000;

  private final LeafConnection connection;
  private final Engine engine;
  private final Statement statement;
  private final ResultSet rows;

  private RowStream(LeafConnection connection, Engine engine, Statement statement, ResultSet rows) {
    this.connection = connection;
    this.engine = engine;
    this.statement = statement;
    this.rows = rows;
  }

  static RowStream open(LeafConnection connection, String query, Engine engine)
      throws SQLException {
    Connection jdbc = connection.jdbc();
    try {
      if (engine == Engine.POSTGRESQL) {
        jdbc.setAutoCommit(false); // its driver reads all at once outside of a transaction
      }
      Statement statement =
          jdbc.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
      statement.setFetchSize(
          switch (engine) {
            case MYSQL -> Integer.MIN_VALUE; // what its driver takes for "row by row"
            case POSTGRESQL -> ROWS_AT_A_TIME;
          });
      return new RowStream(connection, engine, statement, statement.executeQuery(query));
    } catch (SQLException e) {
      connection.failed(e);
      connection.taint();
      throw e;
    }
  }

  boolean next() throws SQLException {
    try {
      return rows.next();
    } catch (SQLException e) {
      connection.failed(e);
      throw e;
    }
  }

  ResultSet rows() {
    return rows;
  }

  @Override
  public void close() throws SQLException {
    try {
      rows.close();
      statement.close();
      if (engine == Engine.POSTGRESQL) {
        connection.jdbc().rollback();
        connection.jdbc().setAutoCommit(true);
      }
    } catch (SQLException e) {
      connection.failed(e);
      connection.taint();
      throw e;
    }
  }
}
