package io.canopydb.driver.plan;

/** A query that can't be answered rightly. */
public record Refused(Refusal why) implements ReadNode {

  public Refused(String construct, String wayRound) {
    this(new Refusal(construct, wayRound));
  }

  @Override
  public <R, X extends Exception> R accept(ReadNode.Visitor<R, X> visitor) throws X {
    return visitor.refused(this);
  }
}
