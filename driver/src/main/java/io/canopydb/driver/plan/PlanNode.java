package io.canopydb.driver.plan;

/** A node of a plan. */
public sealed interface PlanNode permits ReadNode, WriteNode {

  /** Does what its family asks for. */
  <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X;

  /** Whether another plan may be better when the tables have grown. */
  default boolean chosenBySizes() {
    return false;
  }

  /** What is done with each of the two families. */
  interface Visitor<R, X extends Exception> {

    R reads(ReadNode node) throws X;

    R writes(WriteNode node) throws X;
  }
}
