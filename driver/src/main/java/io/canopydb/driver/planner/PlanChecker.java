package io.canopydb.driver.planner;

import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.Plan;
import io.canopydb.driver.plan.PlanNode;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Refused;
import io.canopydb.driver.plan.WriteNode;
import java.util.Set;

/**
 * Says of a finished plan whether it can be run: each scratch table is filled before it is read,
 * each leaf statement has a target that suits its text, each slot is one of the statement's, and
 * each node finds the order that it needs. What is wrong is a mistake of the planner's, never of
 * the statement's, so only runs with assertions look: all tests.
 */
final class PlanChecker {
  private PlanChecker() {}

  /**
   * Always true: a plan that can't be run is an assertion error.
   *
   * @param shape the statement that it was made of
   */
  static boolean holds(Plan<?> plan, LeafSql shape) {
    Set<Integer> slots = LeafSqlChecker.slots(shape);
    ReadPlanChecker reads = new ReadPlanChecker(new LeafSqlChecker(slots));
    return plan.root()
        .accept(
            new PlanNode.Visitor<Boolean, RuntimeException>() {
              @Override
              public Boolean reads(ReadNode root) {
                LeafSql describe = plan.describe();
                LeafSqlChecker.check(
                    root instanceof Refused || (describe != null && !describe.perPartition()),
                    "a query that the shell does not describe",
                    root);
                return root.accept(reads);
              }

              @Override
              public Boolean writes(WriteNode root) {
                LeafSqlChecker.check(
                    plan.visibleColumns() < 0, "a write with hidden columns", root);
                return root.accept(new WritePlanChecker(reads));
              }
            });
  }
}
