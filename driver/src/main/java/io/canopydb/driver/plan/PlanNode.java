package io.canopydb.driver.plan;

/** A node of a plan. */
public sealed interface PlanNode
    permits Route,
        OneOrMany,
        MergeSort,
        Limit,
        Aggregate,
        Gather,
        Broadcast,
        Write,
        InsertRows,
        InsertQuery,
        KeyedWrite,
        Refused {

  /** Whether it gives rows, rather than a count. */
  default boolean givesRows() {
    return true;
  }
}
