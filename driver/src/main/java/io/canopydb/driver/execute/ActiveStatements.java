package io.canopydb.driver.execute;

import io.canopydb.driver.error.CanopyError;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leaf statements that a session runs now, so that another thread can cancel them, or break
 * their connections. Safe for use by many threads.
 */
public final class ActiveStatements {
  private static final Logger LOG = LoggerFactory.getLogger(ActiveStatements.class);

  /** With their connections: a statement that runs may not be asked for its own without waiting. */
  private final Map<Statement, Connection> running = new ConcurrentHashMap<>();

  private volatile boolean cancelled;
  private volatile boolean aborted;

  /** Begins a statement of the session; a cancel before this does not reach it. */
  public void begin() {
    cancelled = false;
  }

  void add(Statement statement) throws SQLException {
    running.put(statement, statement.getConnection());
    if (cancelled || aborted) {
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
    for (Statement statement : running.keySet()) {
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

  /** Breaks the connections of all that run; none begins after that. */
  public void abort() {
    aborted = true;
    for (Connection connection : running.values()) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debug("A connection was broken already", e);
      }
    }
  }
}
