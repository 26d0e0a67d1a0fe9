package io.canopydb.driver.plan;

import java.util.List;

/**
 * The whole write on one partition when all its sharded tables turn out to be wanted from that one
 * only; else another plan.
 *
 * @param choices one for each sharded table of the statement
 * @param whole the whole statement
 * @param many what runs when they are wanted from several partitions
 */
public record OneOrManyWrite(
    String database, List<PartitionChoice> choices, Write whole, WriteNode many)
    implements WriteNode {
  public OneOrManyWrite {
    choices = List.copyOf(choices);
  }

  /** The same on one partition; on several it is refused. */
  public OneOrManyWrite orRefused(Refusal why) {
    return new OneOrManyWrite(database, choices, whole, new RefusedWrite(why));
  }

  @Override
  public boolean chosenBySizes() {
    return many.chosenBySizes();
  }

  @Override
  public <R, X extends Exception> R accept(WriteNode.Visitor<R, X> visitor) throws X {
    return visitor.oneOrMany(this);
  }
}
