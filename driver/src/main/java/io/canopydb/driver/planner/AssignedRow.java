package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Analysis;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.planner.ResultTypes.ResultType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's {@code SET (a, b) = (SELECT ..)} in a write whose rows a query finds. The query is
 * run once for a row, so its columns travel together: as an array of their texts, of which each
 * column that is set takes its own, with the type that the query gave it.
 */
final class AssignedRow {
  private static final String ALIAS = "canopy_set";

  private final Dialect dialect;
  private final String query;
  private final List<ResultType> types;
  private final int cell;

  /**
   * Asks for the types.
   *
   * @param query the query with its brackets
   * @param around what the query is in: WITH, and the tables of the statement
   * @param width how many columns are set
   * @param cell which cell of the found rows it will be
   */
  AssignedRow(Question question, String query, Around around, int width, int cell)
      throws SQLException {
    // What is wrong with it the engine words best over the whole statement.
    question.types().of(question.shellSql());
    this.dialect = question.dialect();
    this.query = query + " AS " + ALIAS + " (" + String.join(", ", names(width)) + ")";
    this.cell = cell;
    String described =
        around.with() + "SELECT " + ALIAS + ".* FROM " + around.from() + ", LATERAL " + this.query;
    StatementText text = StatementText.parse(described, question.text().tokens().rules());
    Analysis analysis = Analysis.of(text, question.catalogue(), question.aggregates());
    this.types = question.types().of(question.about(text, analysis).shellSql());
  }

  /**
   * What stands around a query.
   *
   * @param with the WITH of the statement and a blank; empty where there is none
   * @param from its tables, as they stand behind FROM
   */
  record Around(String with, String from) {}

  private static List<String> names(int width) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      names.add("canopy_" + i);
    }
    return names;
  }

  /** What the query of the rows must select. */
  String selected() {
    List<String> texts =
        names(types.size()).stream().map(name -> "CAST(" + name + " AS text)").toList();
    return "(SELECT CAST(ARRAY[" + String.join(", ", texts) + "] AS text) FROM " + query + ")";
  }

  /** The value of one column. */
  LeafSql value(int place) {
    return new LeafSql.Builder()
        .text("CAST((CAST(")
        .part(new LeafSql.RowValue(cell))
        .text(
            " AS text[]))[" + (place + 1) + "] AS " + ReturnedList.type(types.get(place), dialect))
        .text(")")
        .build();
  }
}
