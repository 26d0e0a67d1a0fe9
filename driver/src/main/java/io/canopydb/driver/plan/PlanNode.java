package io.canopydb.driver.plan;

/** A node of a plan. */
public sealed interface PlanNode
    permits Route,
        OneOrMany,
        Lookup,
        MergeSort,
        Limit,
        Aggregate,
        Gather,
        Redistribute,
        Write,
        InsertRows,
        InsertQuery,
        InsertCells,
        KeyedWrite,
        Refused {

  /** Whether another plan may be better when the tables have grown. */
  default boolean chosenBySizes() {
    return false;
  }

  /** Whether it is a write that runs as several statements, which need a transaction. */
  default boolean severalSteps() {
    return false;
  }

  /** Whether it gives rows, rather than a count. */
  default boolean givesRows() {
    return true;
  }
}
