package io.canopydb.driver.execute.scratch;

import io.canopydb.driver.dispatch.LeafStatement;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.SentValue;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.merge.RowCursor;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;

/** Puts the rows of a query into a temporary table, whoever gave them. */
public final class TemporaryRows {
  private static final int ROWS = 500;
  private static final int CHUNK = 1 << 18;

  private final Execution execution;

  public TemporaryRows(Execution execution) {
    this.execution = execution;
  }

  /**
   * Writes all rows into a table of the session's own leaf.
   *
   * @param verb INSERT INTO, or another verb that MySQL has for it
   * @param table as it is written
   * @param columns the names of MySQL's columns in brackets
   * @return how many there were
   */
  public long insert(String verb, String table, String columns, RowCursor rows, int count)
      throws SQLException {
    SharedConnection connection = execution.acquire(execution.access().pinnedLeaf());
    connection.wrote(Set.of());
    try {
      return switch (execution.dialect().engine()) {
        case MYSQL -> insert(connection, verb + " " + table + columns, rows, count);
        case POSTGRESQL -> copy(connection, table, rows, count);
      };
    } catch (SQLException e) {
      throw new LeafStatements(execution).failed(connection, null, e);
    } finally {
      connection.release();
    }
  }

  private long insert(SharedConnection connection, String head, RowCursor rows, int columns)
      throws SQLException {
    String sql = head + " VALUES (" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
    long count = 0;
    try (LeafStatement sent = connection.prepare(sql)) {
      PreparedStatement statement = sent.prepared();
      while (rows.next()) {
        for (int i = 0; i < columns; i++) {
          SentValue.of(rows.row(), i, execution.dialect().engine()).bind(statement, i + 1);
        }
        statement.addBatch();
        if (++count % ROWS == 0) {
          statement.executeBatch();
        }
      }
      statement.executeBatch();
    }
    return count;
  }

  /**
   * Copies all rows into a table of PostgreSQL. The rows may come by the same connection, so none
   * is asked for while a COPY runs on it.
   */
  public long copy(SharedConnection target, String table, RowCursor rows, int columns)
      throws SQLException {
    ScratchRows pending = new PostgreSqlScratchRows(columns, CHUNK);
    long count = 0;
    while (rows.next()) {
      pending.add(rows.row());
      count++;
      if (pending.full()) {
        pending.write(target.jdbc(), table);
        pending.clear();
      }
    }
    if (pending.count() > 0) {
      pending.write(target.jdbc(), table);
    }
    return count;
  }
}
