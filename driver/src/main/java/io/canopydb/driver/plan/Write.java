package io.canopydb.driver.plan;

/**
 * An UPDATE, DELETE or the like, on all partitions or leaves of its target in one transaction a
 * leaf. The count is the sum over partitions; over leaves that hold copies of the same rows it is
 * the first leaf's.
 *
 * @param givesRows whether it has RETURNING
 * @param sameInstant whether it has functions or defaults of the present time, which must be one
 *     instant on all leaves
 */
public record Write(LeafSql sql, Target target, boolean givesRows, boolean sameInstant)
    implements WriteNode {
  @Override
  public <R, X extends Exception> R accept(WriteNode.Visitor<R, X> visitor) throws X {
    return visitor.write(this);
  }
}
