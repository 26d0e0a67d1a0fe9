package io.canopydb.driver.execute.copy;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafResult;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.SqlRenderer;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.execute.write.IssuedIds;
import io.canopydb.driver.execute.write.SequenceCells;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a COPY leaves out and Canopy sends, since they place the row or must not be each
 * leaf's own: numbers that the cluster issues, and defaults that a leaf evaluates, for many rows in
 * one query. Their values are computed as texts.
 */
final class AddedColumns {
  private final Execution execution;
  private final PlacedRows insert;
  private final Map<Integer, LeafSql> evaluated = new HashMap<>();

  AddedColumns(Execution execution, PlacedRows insert, int given) {
    this.execution = execution;
    this.insert = insert;
    List<PlacedRows.Cell> cells = insert.rows().get(0).cells();
    for (int i = given; i < cells.size(); i++) {
      if (cells.get(i) instanceof PlacedRows.EvaluatedCell cell) {
        evaluated.put(i, cell.sql());
      } else if (cells.get(i) instanceof PlacedRows.TextCell cell) {
        evaluated.put(i, cell.sql());
      }
    }
  }

  /** Computes them; gives the last value of each sequence. */
  Map<String, Long> compute(List<InsertRow> rows) throws SQLException {
    Map<String, Long> taken = new SequenceCells(execution, insert).issue(rows);
    IssuedIds ids = new IssuedIds(execution, insert, rows);
    ids.issue();
    ids.last(taken);
    if (!evaluated.isEmpty()) {
      evaluate(rows);
    }
    return taken;
  }

  private void evaluate(List<InsertRow> rows) throws SQLException {
    Dialect dialect = execution.dialect();
    SqlRenderer renderer = execution.renderer();
    List<Integer> places = new ArrayList<>(evaluated.keySet());
    StringBuilder sql = new StringBuilder();
    List<Parameter> parameters = new ArrayList<>();
    for (int place : places) {
      String type =
          insert.table().column(insert.columns().get(place)).map(Column::type).orElse("text");
      sql.append(sql.isEmpty() ? "SELECT CAST(CAST(" : ", CAST(CAST(");
      renderer.append(evaluated.get(place), 0, 0, sql, parameters);
      sql.append(" AS ").append(type).append(") AS text)");
    }
    sql.append(" FROM ").append(dialect.quoteName("pg_catalog")).append(".generate_series(1, ");
    sql.append(rows.size()).append(')');
    LeafText text = new LeafText(sql.toString(), parameters);
    execution.access().<@Nullable Void>askAny(leaf -> compute(leaf, text, places, rows));
  }

  private @Nullable Void compute(
      Leaf leaf, LeafText text, List<Integer> places, List<InsertRow> rows) throws SQLException {
    SharedConnection connection = execution.acquire(leaf);
    try (LeafResult values =
        new LeafStatements(execution.streaming(0)).query(connection.retain(), text)) {
      for (InsertRow row : rows) {
        values.next();
        for (int i = 0; i < places.size(); i++) {
          row.compute(places.get(i), values.visible(i));
        }
      }
      return null;
    } finally {
      connection.release();
    }
  }
}
