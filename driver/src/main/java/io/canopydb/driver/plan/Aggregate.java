package io.canopydb.driver.plan;

import java.util.List;

/**
 * One row for each group of rows with equal keys, or one row in all where there are no keys.
 *
 * @param input sorted by the keys
 * @param columns what each output column is made of
 */
public record Aggregate(ReadNode input, List<KeyColumn> keys, List<MergeColumn> columns)
    implements ReadNode {
  public Aggregate {
    keys = List.copyOf(keys);
    columns = List.copyOf(columns);
  }

  @Override
  public <R, X extends Exception> R accept(ReadNode.Visitor<R, X> visitor) throws X {
    return visitor.aggregate(this);
  }
}
