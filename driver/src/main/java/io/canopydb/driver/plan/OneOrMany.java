package io.canopydb.driver.plan;

import java.util.List;

/**
 * The whole statement on one partition when all its sharded tables turn out to be wanted from that
 * one only; else another plan.
 *
 * @param choices one for each sharded table of the statement
 * @param whole the whole statement
 * @param many what runs when they are wanted from several partitions
 */
public record OneOrMany(
    String database, List<PartitionChoice> choices, PlanNode whole, PlanNode many)
    implements PlanNode {
  public OneOrMany {
    choices = List.copyOf(choices);
  }

  @Override
  public boolean chosenBySizes() {
    return many.chosenBySizes();
  }
}
