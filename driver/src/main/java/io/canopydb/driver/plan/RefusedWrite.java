package io.canopydb.driver.plan;

/** A write that can't be done rightly. */
public record RefusedWrite(Refusal why) implements WriteNode {

  public RefusedWrite(String construct, String wayRound) {
    this(new Refusal(construct, wayRound));
  }

  @Override
  public <R, X extends Exception> R accept(WriteNode.Visitor<R, X> visitor) throws X {
    return visitor.refused(this);
  }
}
