package io.canopydb.driver.planner;

import io.canopydb.driver.plan.Plan;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.WriteNode;
import java.sql.SQLException;

/** Plans statements that the plan of another one needs. */
interface NestedPlanner {

  /** The plan of a query. */
  Plan<ReadNode> query(String select) throws SQLException;

  /** The plan of an INSERT of rows. */
  Plan<WriteNode> insert(String insert) throws SQLException;
}
