package io.canopydb.driver.plan;

import java.util.List;

/**
 * Rows of some tables move into scratch tables on the leaves that take part; there the partitions
 * of the other tables join them, as they would join tables that had always lain there.
 *
 * @param moves what moves, and where to
 * @param over the partitions whose leaves take part
 * @param input runs on those leaves
 * @param inTransaction what runs in a transaction instead: the transaction could not be prepared on
 *     leaves where it had used temporary tables
 */
public record Redistribute(
    List<Move> moves, Target.Partitions over, ReadNode input, ReadNode inTransaction)
    implements ReadNode {
  public Redistribute {
    moves = List.copyOf(moves);
  }

  @Override
  public boolean chosenBySizes() {
    return true;
  }

  @Override
  public <R, X extends Exception> R accept(ReadNode.Visitor<R, X> visitor) throws X {
    return visitor.redistribute(this);
  }
}
