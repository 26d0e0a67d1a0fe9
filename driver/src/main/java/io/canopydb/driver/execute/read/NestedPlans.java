package io.canopydb.driver.execute.read;

import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.plan.ReadNode;
import java.sql.SQLException;

/** Runs plans that are part of others. */
interface NestedPlans {

  /** The rows of a plan; the caller closes them. */
  RowCursor open(Execution execution, ReadNode plan) throws SQLException;
}
