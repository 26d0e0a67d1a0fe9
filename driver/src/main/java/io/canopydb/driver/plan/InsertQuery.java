package io.canopydb.driver.plan;

/**
 * An INSERT or REPLACE of what a query gives.
 *
 * @param rows how its rows are written; its one row stands for each of the query's
 * @param query what gives the values
 * @param width how many columns the query gives
 */
public record InsertQuery(InsertRows rows, ReadNode query, int width) implements WriteNode {
  @Override
  public boolean severalSteps() {
    return rows.severalSteps();
  }

  @Override
  public boolean chosenBySizes() {
    return query.chosenBySizes();
  }

  @Override
  public <R, X extends Exception> R accept(WriteNode.Visitor<R, X> visitor) throws X {
    return visitor.insertQuery(this);
  }
}
