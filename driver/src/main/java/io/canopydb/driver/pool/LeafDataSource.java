package io.canopydb.driver.pool;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens a pool's connections. It remembers how the last attempt failed, because HikariCP only tells
 * borrowers that they waited too long, and takes a connection that was opened before the pool was.
 * Safe for use by many threads.
 */
final class LeafDataSource implements DataSource {

  /** Opens one connection. */
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException;
  }

  private final Opener opener;
  private final AtomicReference<@Nullable Connection> opened;
  private volatile @Nullable Failure lastFailure;

  /**
   * A failed attempt.
   *
   * @param nanos when, by System.nanoTime
   */
  record Failure(SQLException error, long nanos) {}

  /**
   * A source of connections.
   *
   * @param opened the first connection it gives
   */
  LeafDataSource(Opener opener, Connection opened) {
    this.opener = opener;
    this.opened = new AtomicReference<>(opened);
  }

  /** How an attempt failed that ended after this time, if the newest attempt did. */
  @Nullable SQLException failureSince(long nanos) {
    Failure failure = lastFailure;
    return failure != null && failure.nanos() - nanos >= 0 ? failure.error() : null;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection first = opened.getAndSet(null);
    if (first != null) {
      return first;
    }
    try {
      Connection connection = opener.open();
      lastFailure = null;
      return connection;
    } catch (SQLException e) {
      lastFailure = new Failure(e, System.nanoTime());
      throw e;
    }
  }

  /** Closes the first connection if nobody took it. */
  void closeUnused() {
    Connection first = opened.getAndSet(null);
    if (first != null) {
      try {
        first.close();
      } catch (SQLException e) {
        // It is gone either way.
      }
    }
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("a pool has one account");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    // Nothing is logged here.
  }

  @Override
  public void setLoginTimeout(int seconds) {
    // The connect timeout is the opener's.
  }

  /** How many seconds HikariCP waits, when it is closed, for a connect that is under way. */
  @Override
  public int getLoginTimeout() {
    return 5;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger(LeafDataSource.class.getName());
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException("nothing is wrapped");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
