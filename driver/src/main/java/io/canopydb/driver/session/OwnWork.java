package io.canopydb.driver.session;

import io.canopydb.driver.execute.ExecuteOptions;
import java.sql.SQLException;
import java.util.List;

/**
 * What the aggregator does itself.
 *
 * @param what for EXPLAIN
 */
record OwnWork(String what, Work work) implements StatementPlan {

  static final String SCHEMA = "Schema: journaled, then the shell and all partitions of every leaf";

  /** It gives something. */
  interface Work {
    Outcome run() throws SQLException;
  }

  /** It gives nothing. */
  interface Silent {
    void run() throws SQLException;
  }

  /** A change of the session, which holds on each leaf that it comes to. */
  static StatementPlan session(Silent change) {
    return silent("Session: changed here, and on each leaf that it comes to", change);
  }

  /** What begins, ends or marks the transaction, on all leaves that it has touched. */
  static StatementPlan transaction(Silent change) {
    return silent("Transaction: on each leaf that it has touched", change);
  }

  /** A change of the schema. */
  static StatementPlan schema(Silent change) {
    return silent(SCHEMA, change);
  }

  /** An answer to a question. */
  static StatementPlan answer(Work work) {
    return new OwnWork("Answer: of the aggregator", work);
  }

  private static StatementPlan silent(String what, Silent change) {
    return new OwnWork(
        what,
        () -> {
          change.run();
          return done();
        });
  }

  /** The outcome of what gives nothing. */
  static Outcome done() {
    return new Outcome.Updated(0, null);
  }

  @Override
  public Outcome run(ExecuteOptions options) throws SQLException {
    return work.run();
  }

  @Override
  public List<String> lines() {
    return List.of(what);
  }
}
