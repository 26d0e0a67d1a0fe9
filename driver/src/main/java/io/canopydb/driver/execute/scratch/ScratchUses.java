package io.canopydb.driver.execute.scratch;

import io.canopydb.driver.plan.Aggregate;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.Limit;
import io.canopydb.driver.plan.Lookup;
import io.canopydb.driver.plan.MergeSort;
import io.canopydb.driver.plan.OneOrMany;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Redistribute;
import io.canopydb.driver.plan.Refused;
import io.canopydb.driver.plan.Route;

/** How often one leaf statement of a plan names a scratch table: the most of all; 1 at least. */
public final class ScratchUses implements ReadNode.Visitor<Integer, RuntimeException> {
  private final int scratch;

  private ScratchUses(int scratch) {
    this.scratch = scratch;
  }

  public static int in(ReadNode node, int scratch) {
    return node.accept(new ScratchUses(scratch));
  }

  @Override
  public Integer route(Route route) {
    return Math.max(1, route.sql().uses(scratch));
  }

  @Override
  public Integer oneOrMany(OneOrMany choice) {
    return Math.max(choice.whole().accept(this), choice.many().accept(this));
  }

  @Override
  public Integer lookup(Lookup lookup) {
    return Math.max(lookup.whole().accept(this), lookup.many().accept(this));
  }

  @Override
  public Integer mergeSort(MergeSort sort) {
    return sort.input().accept(this);
  }

  @Override
  public Integer limit(Limit limit) {
    return limit.input().accept(this);
  }

  @Override
  public Integer aggregate(Aggregate aggregate) {
    return aggregate.input().accept(this);
  }

  @Override
  public Integer redistribute(Redistribute redistribute) {
    return redistribute.input().accept(this);
  }

  @Override
  public Integer gather(Gather gather) {
    int most = Math.max(1, gather.finish().uses(scratch));
    for (Gather.Ship ship : gather.ships()) {
      most = Math.max(most, ship.rows().accept(this));
    }
    for (Gather.Derived derived : gather.derived()) {
      most = Math.max(most, derived.query().uses(scratch));
    }
    return most;
  }

  @Override
  public Integer refused(Refused refused) {
    return 1;
  }
}
