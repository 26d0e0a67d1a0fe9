package io.canopydb.driver.session;

import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs and explains the statements of one session, also those that others are made of. */
interface Statements {
  /** Runs one. {@code parameters} has one element for each JDBC parameter, null where unset. */
  Outcome execute(
      Session.Prepared statement, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException;

  /** The lines of its plan. */
  List<String> explained(ReadStatement statement, @Nullable Parameter[] parameters)
      throws SQLException;

  /** Runs it, and tells what each node of its plan gave; empty where its engine knows better. */
  List<String> analyzed(ReadStatement statement, @Nullable Parameter[] parameters)
      throws SQLException;

  /**
   * What the engine of one leaf says of its part.
   *
   * @param wishes what stands between EXPLAIN and the statement
   */
  Outcome explainedByEngine(
      ReadStatement statement, @Nullable Parameter[] parameters, String wishes) throws SQLException;
}
