package io.canopydb.driver.plan;

/** A node of a plan that gives rows. */
public sealed interface ReadNode extends PlanNode
    permits Route, OneOrMany, Lookup, MergeSort, Limit, Aggregate, Gather, Redistribute, Refused {

  @Override
  default <R, X extends Exception> R accept(PlanNode.Visitor<R, X> visitor) throws X {
    return visitor.reads(this);
  }

  /** Does what it is handled by. */
  <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X;

  /** What is done with each node that gives rows; a new one compiles once all handle it. */
  interface Visitor<R, X extends Exception> {

    R route(Route node) throws X;

    R oneOrMany(OneOrMany node) throws X;

    R lookup(Lookup node) throws X;

    R mergeSort(MergeSort node) throws X;

    R limit(Limit node) throws X;

    R aggregate(Aggregate node) throws X;

    R gather(Gather node) throws X;

    R redistribute(Redistribute node) throws X;

    R refused(Refused node) throws X;
  }
}
