package io.canopydb.driver.plan;

/**
 * An INSERT or REPLACE of rows that are written out, some of whose values a query gives first.
 *
 * @param rows how its rows are written; its {@link PlacedRows.QueriedCell}s are columns of the
 *     query
 * @param query gives one row
 */
public record InsertCells(InsertRows rows, ReadNode query) implements WriteNode {
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
    return visitor.insertCells(this);
  }
}
