package io.canopydb.driver.execute;

import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Sends leaf statements: the only place where one is made and run. */
public final class LeafStatements {
  private final Execution execution;

  public LeafStatements(Execution execution) {
    this.execution = execution;
  }

  /**
   * Runs a query. It takes over one use of the connection: the result holds it until it is closed;
   * where there is none, it is released.
   */
  public LeafResult query(SharedConnection connection, LeafText text) throws SQLException {
    try {
      return again(connection, () -> queryOnce(connection, text));
    } catch (SQLException | RuntimeException e) {
      connection.release();
      throw e;
    }
  }

  private LeafResult queryOnce(SharedConnection connection, LeafText text) throws SQLException {
    Statement statement = null;
    try {
      Aftermath aftermath = execution.aftermath();
      aftermath.before(connection);
      streamIfAsked(connection);
      ResultSet rows;
      if (text.parameters().isEmpty() && !execution.prepared()) {
        statement = connection.jdbc().createStatement();
        limits(statement, connection, text);
        rows = statement.executeQuery(text.sql());
      } else {
        PreparedStatement prepared = connection.jdbc().prepareStatement(text.sql());
        statement = prepared;
        limits(prepared, connection, text);
        text.bind(prepared);
        rows = prepared.executeQuery();
      }
      aftermath.after(connection, statement, streams(connection), null);
      return new LeafResult(statement, rows, connection, execution, streams(connection));
    } catch (SQLException e) {
      throw failed(connection, statement, e);
    }
  }

  /** Runs a write; gives its count. */
  public long update(SharedConnection connection, LeafText text) throws SQLException {
    return again(connection, () -> updateOnce(connection, text, null));
  }

  /** Runs a write of some rows of the user's statement; gives its count. */
  public long update(SharedConnection connection, LeafText text, List<Integer> rows)
      throws SQLException {
    return again(connection, () -> updateOnce(connection, text, rows));
  }

  /** Something that a leaf does. */
  public interface Attempt<T> {
    T run() throws SQLException;
  }

  /**
   * Runs once more what PostgreSQL refuses since a table was altered after the statement was
   * prepared: its driver prepares it anew then. In a transaction there is no second try.
   */
  private <T> T again(SharedConnection connection, Attempt<T> attempt) throws SQLException {
    T result;
    try {
      result = attempt.run();
    } catch (SQLException e) {
      boolean undoesOthers = connection.hasRun() && !connection.jdbc().getAutoCommit();
      if (execution.access().inTransaction() || undoesOthers || !StaleStatement.is(e)) {
        throw e;
      }
      if (!connection.jdbc().getAutoCommit()) {
        connection.jdbc().rollback();
      }
      result = attempt.run();
    }
    execution.dispatch().done();
    connection.succeeded();
    return result;
  }

  private long updateOnce(SharedConnection connection, LeafText text, @Nullable List<Integer> rows)
      throws SQLException {
    Statement statement = null;
    try {
      execution.aftermath().before(connection);
      long count;
      if (text.parameters().isEmpty() && !execution.prepared()) {
        statement = connection.jdbc().createStatement();
        execution.dispatch().begin(statement, connection.leaf(), text);
        count = statement.executeLargeUpdate(text.sql());
      } else {
        PreparedStatement prepared = connection.jdbc().prepareStatement(text.sql());
        statement = prepared;
        execution.dispatch().begin(prepared, connection.leaf(), text);
        text.bind(prepared);
        count = prepared.executeLargeUpdate();
      }
      execution.aftermath().after(connection, statement, false, rows);
      execution.dispatch().end(statement, count, null);
      statement.close();
      return count;
    } catch (SQLException e) {
      throw failed(connection, statement, e);
    }
  }

  /** Runs a write once for each set of values; gives the count of each. */
  public long[] batch(SharedConnection connection, List<LeafText> texts) throws SQLException {
    return again(connection, () -> batchOnce(connection, texts));
  }

  private long[] batchOnce(SharedConnection connection, List<LeafText> texts) throws SQLException {
    PreparedStatement statement = null;
    try {
      statement = connection.jdbc().prepareStatement(texts.get(0).sql());
      execution.dispatch().begin(statement, connection.leaf(), texts.get(0));
      for (LeafText text : texts) {
        text.bind(statement);
        statement.addBatch();
      }
      long[] counts = statement.executeLargeBatch();
      execution.aftermath().after(connection, statement, false, null);
      execution.dispatch().end(statement, LongStream.of(counts).sum(), null);
      statement.close();
      return counts;
    } catch (BatchUpdateException e) {
      throw failed(connection, statement, ofOneRow(e));
    } catch (SQLException e) {
      throw failed(connection, statement, e);
    }
  }

  /** What the leaf said of the row that failed, without the driver's words around it. */
  private static SQLException ofOneRow(BatchUpdateException e) {
    if (e.getNextException() != null) {
      return e.getNextException();
    }
    return e.getCause() instanceof SQLException cause ? cause : e;
  }

  /** Runs a statement of Canopy's own that gives nothing. */
  void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs with MySQL's clock standing still, where an instant is given. */
  public <T> T atInstant(SharedConnection connection, @Nullable Instant now, Attempt<T> body)
      throws SQLException {
    if (now == null || execution.dialect().engine() != Engine.MYSQL) {
      return body.run();
    }
    run(
        connection.jdbc(),
        String.format(
            Locale.ROOT, "SET timestamp = %d.%06d", now.getEpochSecond(), now.getNano() / 1000));
    try {
      return body.run();
    } finally {
      run(connection.jdbc(), "SET timestamp = DEFAULT");
    }
  }

  public SQLException failed(
      SharedConnection connection, @Nullable Statement statement, SQLException e) {
    if (statement != null) {
      execution.dispatch().end(statement, -1, e);
      try {
        statement.close();
      } catch (SQLException closing) {
        e.addSuppressed(closing);
      }
    }
    return connection.told(execution.errors().of(e));
  }

  private void limits(Statement statement, SharedConnection connection, LeafText text)
      throws SQLException {
    execution.dispatch().begin(statement, connection.leaf(), text);
    if (streams(connection)) {
      statement.setFetchSize(fetchSize(execution.options().fetchSize(), connection.leaf()));
    }
  }

  /** Whether rows may come later than the answer to the statement: what writes is done by then. */
  private boolean streams(SharedConnection connection) {
    return execution.options().fetchSize() != 0
        && !connection.hasWritten()
        && !execution.aftermath().asksAfterwards();
  }

  /**
   * Connector/J streams only with the least int; a positive size would buffer all, and does where
   * the connection serves other statements meanwhile.
   */
  private int fetchSize(int asked, Leaf leaf) {
    boolean shared = execution.access().inTransaction() || execution.access().keeps(leaf);
    return switch (execution.dialect().engine()) {
      case MYSQL -> shared && asked > 0 ? 0 : Integer.MIN_VALUE;
      case POSTGRESQL -> Math.max(0, asked);
    };
  }

  /** PostgreSQL's driver streams only in a transaction, which ends with the rows. */
  private void streamIfAsked(SharedConnection connection) throws SQLException {
    boolean stream =
        switch (execution.dialect().engine()) {
          case MYSQL -> false;
          case POSTGRESQL ->
              execution.options().fetchSize() > 0
                  && !connection.hasWritten()
                  && !execution.access().inTransaction()
                  && !execution.access().keeps(connection.leaf());
        };
    if (stream && connection.jdbc().getAutoCommit()) {
      connection.jdbc().setAutoCommit(false);
      connection.streams();
    }
  }
}
