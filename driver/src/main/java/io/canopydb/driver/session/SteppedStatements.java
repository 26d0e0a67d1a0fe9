package io.canopydb.driver.session;

import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Finds out whether a statement is run as several in one transaction, or as another. */
final class SteppedStatements {
  private SteppedStatements() {}

  /** Runs it so, or as it is. */
  static Outcome run(
      ClusterSession session,
      StatementRunner runner,
      ClusterSession.Read read,
      @Nullable Parameter[] parameters,
      ExecuteOptions options)
      throws SQLException {
    if (read.shape().shape() == null) {
      return runner.run(read, parameters, options);
    }
    WritingWith writing = WritingWith.of(session, read, parameters);
    if (writing != null) {
      return session.transaction().atomically(() -> writing.run(options));
    }
    MergeSteps merge = MergeSteps.of(session, read, parameters);
    if (merge != null) {
      return session.transaction().atomically(() -> merge.run(options));
    }
    ViewWrites throughView = ViewWrites.of(session, read, parameters);
    if (throughView != null) {
      return throughView.run(options);
    }
    LockingSteps locking = LockingSteps.of(session, read, parameters, options);
    if (locking != null) {
      return session.transaction().atomically(() -> locking.run(options));
    }
    return runner.run(read, parameters, options);
  }
}
