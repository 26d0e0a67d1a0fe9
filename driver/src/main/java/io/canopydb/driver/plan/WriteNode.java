package io.canopydb.driver.plan;

/** A node of a plan that changes rows; those of its query give rows. */
public sealed interface WriteNode extends PlanNode
    permits Write,
        OneOrManyWrite,
        LookupWrite,
        InsertRows,
        InsertQuery,
        InsertCells,
        KeyedWrite,
        RefusedWrite {

  @Override
  default <R, X extends Exception> R accept(PlanNode.Visitor<R, X> visitor) throws X {
    return visitor.writes(this);
  }

  /** Does what it is handled by. */
  <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X;

  /** Whether it runs as several statements, which need a transaction. */
  default boolean severalSteps() {
    return false;
  }

  /** What is done with each node that writes; a new one compiles once all handle it. */
  interface Visitor<R, X extends Exception> {

    R write(Write node) throws X;

    R oneOrMany(OneOrManyWrite node) throws X;

    R lookup(LookupWrite node) throws X;

    R insertRows(InsertRows node) throws X;

    R insertQuery(InsertQuery node) throws X;

    R insertCells(InsertCells node) throws X;

    R keyedWrite(KeyedWrite node) throws X;

    R refused(RefusedWrite node) throws X;
  }
}
