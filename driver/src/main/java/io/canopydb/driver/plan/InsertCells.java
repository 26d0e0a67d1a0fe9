package io.canopydb.driver.plan;

/**
 * An INSERT or REPLACE of rows that are written out, some of whose values a query gives first.
 *
 * @param rows how its rows are written; its {@link InsertRows.QueriedCell}s are columns of the
 *     query
 * @param query gives one row
 */
public record InsertCells(InsertRows rows, PlanNode query) implements PlanNode {
  @Override
  public boolean severalSteps() {
    return rows.severalSteps();
  }

  @Override
  public boolean chosenBySizes() {
    return query.chosenBySizes();
  }
}
