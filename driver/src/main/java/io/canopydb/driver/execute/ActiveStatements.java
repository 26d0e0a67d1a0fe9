package io.canopydb.driver.execute;

import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The leaf statements that a session runs now, so that another thread can cancel them. Safe for use
 * by many threads.
 */
public final class ActiveStatements {
  private final Set<Statement> running = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;

  /** Begins a statement of the session; a cancel before this does not reach it. */
  public void begin() {
    cancelled = false;
  }

  void add(Statement statement) throws SQLException {
    running.add(statement);
    if (cancelled) {
      running.remove(statement);
      throw CanopyError.CANCELLED.with();
    }
  }

  void remove(Statement statement) {
    running.remove(statement);
  }

  /** Cancels all that run. */
  public void cancel() throws SQLException {
    cancelled = true;
    SQLException failure = null;
    for (Statement statement : running) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
