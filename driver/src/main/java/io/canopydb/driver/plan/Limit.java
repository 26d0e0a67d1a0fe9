package io.canopydb.driver.plan;

/** The first rows after some that are left out. */
public record Limit(ReadNode input, Count limit, Count offset) implements ReadNode {
  @Override
  public <R, X extends Exception> R accept(ReadNode.Visitor<R, X> visitor) throws X {
    return visitor.limit(this);
  }
}
