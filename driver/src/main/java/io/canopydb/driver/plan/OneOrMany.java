package io.canopydb.driver.plan;

import java.util.List;

/**
 * The whole query on one partition when all its sharded tables turn out to be wanted from that one
 * only; else another plan.
 *
 * @param choices one for each sharded table of the statement
 * @param whole the whole statement
 * @param many what runs when they are wanted from several partitions
 */
public record OneOrMany(String database, List<PartitionChoice> choices, Route whole, ReadNode many)
    implements ReadNode {
  public OneOrMany {
    choices = List.copyOf(choices);
  }

  /** The same on one partition; on several it is refused. */
  public OneOrMany orRefused(Refusal why) {
    return new OneOrMany(database, choices, whole, new Refused(why));
  }

  @Override
  public boolean chosenBySizes() {
    return many.chosenBySizes();
  }

  @Override
  public <R, X extends Exception> R accept(ReadNode.Visitor<R, X> visitor) throws X {
    return visitor.oneOrMany(this);
  }
}
