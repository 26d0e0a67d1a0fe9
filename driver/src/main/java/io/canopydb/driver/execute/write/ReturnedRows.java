package io.canopydb.driver.execute.write;

import io.canopydb.driver.execute.CopiedRows;
import io.canopydb.driver.execute.DescribedRows;
import io.canopydb.driver.execute.ExecuteOptions.GeneratedKeys;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.GeneratedKeyRows;
import io.canopydb.driver.execute.LeafResult;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.merge.ValuesCursor;
import io.canopydb.driver.merge.ValuesRow;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.metadata.model.Engine;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an INSERT gives back: the rows of RETURNING, or generated keys, in the order of the rows of
 * the statement. Several leaves may fill it at the same time.
 */
final class ReturnedRows {
  private final Execution execution;
  private final PlacedRows insert;
  private final @Nullable ValuesRow[] rows;
  private final List<ValuesRow> unplaced = new ArrayList<>();
  private @Nullable ResultSetMetaData metaData;

  ReturnedRows(Execution execution, PlacedRows insert, int count) {
    this.execution = execution;
    this.insert = insert;
    this.rows = new ValuesRow[count];
  }

  /**
   * Sends a leaf's rows; gives the count.
   *
   * @param indices which rows of the statement they are
   */
  long send(SharedConnection connection, LeafText text, List<Integer> indices) throws SQLException {
    LeafStatements statements = new LeafStatements(execution);
    if (insert.givesRows()) {
      return read(statements.query(connection.retain(), text), indices);
    }
    return keysOfLeaf()
        ? withKeys(statements, connection, text, indices)
        : statements.update(connection, text, indices);
  }

  private boolean keysOfLeaf() {
    return !(execution.options().generatedKeys() instanceof GeneratedKeys.None)
        && execution.dialect().engine() == Engine.POSTGRESQL;
  }

  /** Whether rows are to be given back of which nothing is known yet, since none was written. */
  boolean undescribed() {
    return metaData == null && (insert.givesRows() || keysOfLeaf());
  }

  /** Learns of a leaf what the rows would look like; the statement does not run. */
  void describe(SharedConnection connection, LeafText text) throws SQLException {
    LeafStatements statements = new LeafStatements(execution);
    PreparedStatement statement = null;
    try {
      statement = prepared(connection, text);
      metaData = statement.getMetaData();
      statement.close();
    } catch (SQLException e) {
      throw statements.failed(connection, statement, e);
    }
  }

  private PreparedStatement prepared(SharedConnection connection, LeafText text)
      throws SQLException {
    if (insert.givesRows()) {
      return connection.jdbc().prepareStatement(text.sql());
    }
    return execution.options().generatedKeys() instanceof GeneratedKeys.Columns columns
        ? connection.jdbc().prepareStatement(text.sql(), columns.names().toArray(new String[0]))
        : connection.jdbc().prepareStatement(text.sql(), Statement.RETURN_GENERATED_KEYS);
  }

  private long withKeys(
      LeafStatements statements, SharedConnection connection, LeafText text, List<Integer> indices)
      throws SQLException {
    PreparedStatement statement = null;
    try {
      statement = prepared(connection, text);
      execution.dispatch().begin(statement, connection.leaf(), text);
      text.bind(statement);
      long count = statement.executeLargeUpdate();
      execution.aftermath().after(connection, statement, false, indices);
      try (ResultSet keys = statement.getGeneratedKeys()) {
        copy(keys, indices);
      }
      execution.dispatch().end(statement, count, null);
      statement.close();
      return count;
    } catch (SQLException e) {
      throw statements.failed(connection, statement, e);
    }
  }

  private long read(LeafResult result, List<Integer> indices) throws SQLException {
    try (result) {
      return copy(result.resultSet(), indices);
    }
  }

  private synchronized long copy(ResultSet from, List<Integer> indices) throws SQLException {
    ResultSetMetaData described = from.getMetaData();
    metaData = described;
    int columns = described.getColumnCount();
    List<ValuesRow> read = new ArrayList<>();
    while (from.next()) {
      @Nullable Object[] values = new Object[columns];
      for (int c = 0; c < columns; c++) {
        values[c] = from.getObject(c + 1);
      }
      read.add(new ValuesRow(values));
    }
    // Where ON CONFLICT left rows out, nobody knows which: they come in the order of the leaves.
    if (read.size() == indices.size()) {
      for (int i = 0; i < read.size(); i++) {
        rows[indices.get(i)] = read.get(i);
      }
    } else {
      unplaced.addAll(read);
    }
    return read.size();
  }

  /** Takes over what another gave back for the rows from one on. */
  synchronized void take(int index, DescribedRows others) throws SQLException {
    metaData = others.metaData();
    ValuesCursor copied = CopiedRows.of(others.cursor(), others.metaData().getColumnCount());
    for (int at = index; copied.next(); at++) {
      rows[at] = (ValuesRow) copied.row();
    }
  }

  /**
   * The rows with their description; null where nothing is given back.
   *
   * @param issued the numbers that the cluster issued, for MySQL's generated keys; null for none
   */
  @Nullable DescribedRows described(@Nullable List<Object> issued) throws SQLException {
    if (insert.givesRows() || metaData != null) {
      List<ValuesRow> all = new ArrayList<>();
      for (ValuesRow row : rows) {
        if (row != null) {
          all.add(row);
        }
      }
      all.addAll(unplaced);
      return metaData == null ? null : new DescribedRows(new ValuesCursor(all), metaData);
    }
    if (execution.options().generatedKeys() instanceof GeneratedKeys.None) {
      return null;
    }
    return GeneratedKeyRows.of(issued == null ? List.of() : issued);
  }
}
