package io.canopydb.driver.plan;

import java.util.List;

/**
 * One row for each group of rows with equal keys, or one row in all where there are no keys.
 *
 * @param input sorted by the keys
 * @param columns what each output column is made of
 */
public record Aggregate(PlanNode input, List<KeyColumn> keys, List<MergeColumn> columns)
    implements PlanNode {
  public Aggregate {
    keys = List.copyOf(keys);
    columns = List.copyOf(columns);
  }
}
