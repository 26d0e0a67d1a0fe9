package io.canopydb.driver.plan;

import java.util.List;

/**
 * Rows of some tables are shipped into scratch tables on every leaf that takes part; there the
 * partitions of the other tables join them, as they would join a reference table.
 *
 * @param ships what is shipped; each fills one scratch table on each leaf
 * @param over the partitions whose leaves take part
 * @param input runs on those leaves
 * @param inTransaction what runs in a transaction instead: the transaction could not be prepared on
 *     leaves where it had used temporary tables
 */
public record Broadcast(
    List<Gather.Ship> ships, Target.Partitions over, PlanNode input, PlanNode inTransaction)
    implements PlanNode {
  public Broadcast {
    ships = List.copyOf(ships);
  }

  @Override
  public boolean chosenBySizes() {
    return true;
  }
}
