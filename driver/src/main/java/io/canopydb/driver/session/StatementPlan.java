package io.canopydb.driver.session;

import io.canopydb.driver.execute.ExecuteOptions;
import java.sql.SQLException;
import java.util.List;

/**
 * What one execution of a statement comes to in a session, where it is not one plan over
 * partitions: several statements, a change of the session or the schema, or a text that a leaf gets
 * as it is.
 */
interface StatementPlan {

  Outcome run(ExecuteOptions options) throws SQLException;

  /** What EXPLAIN shows of it. */
  List<String> lines() throws SQLException;
}
