package io.canopydb.driver.execute;

import io.canopydb.driver.plan.Aggregate;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.Limit;
import io.canopydb.driver.plan.MergeSort;
import io.canopydb.driver.plan.OneOrMany;
import io.canopydb.driver.plan.PlanNode;
import io.canopydb.driver.plan.Redistribute;
import io.canopydb.driver.plan.Route;

/** How often one leaf statement of a plan names a scratch table. */
final class ScratchUses {
  private ScratchUses() {}

  /** The most of all statements; 1 at least. */
  static int in(PlanNode node, int scratch) {
    if (node instanceof Route route) {
      return Math.max(1, route.sql().uses(scratch));
    }
    if (node instanceof MergeSort sort) {
      return in(sort.input(), scratch);
    }
    if (node instanceof Limit limit) {
      return in(limit.input(), scratch);
    }
    if (node instanceof Aggregate aggregate) {
      return in(aggregate.input(), scratch);
    }
    if (node instanceof OneOrMany choice) {
      return Math.max(in(choice.whole(), scratch), in(choice.many(), scratch));
    }
    if (node instanceof Redistribute redistribute) {
      return in(redistribute.input(), scratch);
    }
    return node instanceof Gather gather ? in(gather, scratch) : 1;
  }

  private static int in(Gather gather, int scratch) {
    int most = Math.max(1, gather.finish().uses(scratch));
    for (Gather.Ship ship : gather.ships()) {
      most = Math.max(most, in(ship.rows(), scratch));
    }
    for (Gather.Derived derived : gather.derived()) {
      most = Math.max(most, derived.query().uses(scratch));
    }
    return most;
  }
}
