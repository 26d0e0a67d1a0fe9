package io.canopydb.driver.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT or REPLACE of rows that are written out.
 *
 * @param placed the rows, and how they are placed and sent
 * @param lookups the rows of lookup tables that go with its rows
 * @param upsert what becomes of duplicates, where only lookup tables tell which rows are; null
 *     where the leaves know by themselves
 */
public record InsertRows(PlacedRows placed, List<LookupRows> lookups, @Nullable Upsert upsert)
    implements WriteNode {

  public InsertRows {
    lookups = List.copyOf(lookups);
  }

  @Override
  public boolean severalSteps() {
    return upsert != null;
  }

  @Override
  public <R, X extends Exception> R accept(WriteNode.Visitor<R, X> visitor) throws X {
    return visitor.insertRows(this);
  }
}
