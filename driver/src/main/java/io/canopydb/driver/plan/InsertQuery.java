package io.canopydb.driver.plan;

/**
 * An INSERT or REPLACE of what a query gives.
 *
 * @param rows how its rows are written; its one row stands for each of the query's
 * @param query what gives the values
 * @param width how many columns the query gives
 */
public record InsertQuery(InsertRows rows, PlanNode query, int width) implements PlanNode {
  @Override
  public boolean severalSteps() {
    return rows.severalSteps();
  }

  @Override
  public boolean chosenBySizes() {
    return query.chosenBySizes();
  }
}
