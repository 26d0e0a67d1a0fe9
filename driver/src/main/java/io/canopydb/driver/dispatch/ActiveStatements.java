package io.canopydb.driver.dispatch;

import io.canopydb.driver.error.CanopyError;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leaf statements that a session runs now, so that another thread can cancel them, or break
 * their connections. Safe for use by many threads.
 */
public final class ActiveStatements {
  private static final Logger LOG = LoggerFactory.getLogger(ActiveStatements.class);

  /** How often a cancel is tried: rows that are being read end it too, but need not. */
  private static final int CANCELS = 4;

  private static final Duration BETWEEN_CANCELS = Duration.ofMillis(10);

  /** With their connections: a statement that runs may not be asked for its own without waiting. */
  private final Map<Statement, Connection> running = new ConcurrentHashMap<>();

  /** How many statements are under way within each other. */
  private final AtomicInteger depth = new AtomicInteger();

  private volatile int timeoutSeconds;
  private volatile boolean cancelled;
  private volatile boolean aborted;

  /** A statement of the session, from its begin to its outcome. */
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Begins a statement of the session; a cancel before this does not reach it. What begins within
   * it is a part of it, so that a cancel between two parts stops the later one.
   *
   * @param timeout seconds that each leaf statement of it may take; 0 for no limit
   */
  public Scope begin(int timeout) {
    if (depth.getAndIncrement() == 0) {
      cancelled = false;
      timeoutSeconds = timeout;
    }
    return depth::decrementAndGet;
  }

  /** Whether the statement under way is part of another. */
  public boolean nested() {
    return depth.get() > 1;
  }

  /** Whether a statement of the session is under way. */
  public boolean any() {
    return depth.get() > 0;
  }

  void add(Statement statement) throws SQLException {
    if (timeoutSeconds > 0) {
      statement.setQueryTimeout(timeoutSeconds);
    }
    running.put(statement, statement.getConnection());
    if (cancelled || aborted) {
      running.remove(statement);
      throw CanopyError.CANCELLED.with();
    }
  }

  /** Ends a statement that waits, if it was cancelled meanwhile. */
  void checkGoesOn() throws SQLException {
    if (cancelled || aborted) {
      throw CanopyError.CANCELLED.with();
    }
  }

  void remove(Statement statement) {
    running.remove(statement);
  }

  /**
   * Cancels all that run. An engine's driver ignores a cancel of a statement that is not yet on its
   * way, so those that are still there a little later are cancelled again.
   */
  public void cancel() throws SQLException {
    cancelled = true;
    List<Statement> targets = List.copyOf(running.keySet());
    for (int attempt = 0; attempt < CANCELS; attempt++) {
      if (attempt > 0) {
        LockSupport.parkNanos(BETWEEN_CANCELS.toNanos());
      }
      if (cancel(targets) == 0) {
        return;
      }
    }
  }

  /** Cancels those that still run; tells how many that were. */
  private int cancel(List<Statement> targets) throws SQLException {
    int cancels = 0;
    SQLException failure = null;
    for (Statement statement : targets) {
      if (running.containsKey(statement)) {
        try {
          statement.cancel();
          cancels++;
        } catch (SQLException e) {
          failure = running.containsKey(statement) ? e : failure;
        } catch (RuntimeException e) {
          // So MySQL's driver fails for a statement that was closed at this moment.
          if (running.containsKey(statement)) {
            throw e;
          }
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
    return cancels;
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
