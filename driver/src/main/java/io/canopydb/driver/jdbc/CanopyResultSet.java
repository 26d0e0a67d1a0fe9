package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** What our results have in common: how they are closed, described and unwrapped. */
abstract class CanopyResultSet extends LabelledResultSet {
  private final @Nullable ResultOwner statement;
  private boolean closed;
  private int fetchDirection = FETCH_FORWARD;
  private int fetchSize;

  /**
   * @param statement what gave the result; null for a result that no statement gave
   */
  CanopyResultSet(@Nullable ResultOwner statement) {
    this.statement = statement;
    this.fetchSize = statement == null ? 0 : statement.fetchSize();
  }

  /** Gives back what the result holds. Called once. */
  abstract void release() throws SQLException;

  final void checkOpen() throws SQLException {
    if (closed) {
      throw CanopyError.CLOSED.with("result");
    }
  }

  @Override
  public final boolean isClosed() {
    return closed;
  }

  @Override
  public final void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      release();
    } finally {
      if (statement != null) {
        statement.resultClosed();
      }
    }
  }

  /** By label, whatever its letter case; the first one wins. */
  @Override
  public int findColumn(String label) throws SQLException {
    checkOpen();
    ResultSetMetaData metaData = getMetaData();
    int count = metaData.getColumnCount();
    for (int column = 1; column <= count; column++) {
      if (label.equalsIgnoreCase(metaData.getColumnLabel(column))) {
        return column;
      }
    }
    throw CanopyError.NO_COLUMN.with("'" + label + "'", count);
  }

  @Override
  public final @Nullable Statement getStatement() throws SQLException {
    checkOpen();
    return statement;
  }

  @Override
  public final int getHoldability() throws SQLException {
    checkOpen();
    return statement == null
        ? ResultSet.HOLD_CURSORS_OVER_COMMIT
        : statement.getResultSetHoldability();
  }

  @Override
  public final void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    FetchOptions.checkDirection(direction);
    if (direction != FETCH_FORWARD && getType() == TYPE_FORWARD_ONLY) {
      throw CanopyError.INVALID_ARGUMENT.with(
          "a forward-only result is fetched forward", "ask for a scroll-insensitive one");
    }
    fetchDirection = direction;
  }

  @Override
  public final int getFetchDirection() throws SQLException {
    checkOpen();
    return fetchDirection;
  }

  /** A hint, as JDBC has it: how the rows come was settled when the statement was executed. */
  @Override
  public final void setFetchSize(int rows) throws SQLException {
    checkOpen();
    if (rows < 0) {
      throw CanopyError.INVALID_ARGUMENT.with("a fetch size is not negative", "give 0 or more");
    }
    fetchSize = rows;
  }

  @Override
  public final int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  @Override
  public final @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public final void clearWarnings() throws SQLException {
    checkOpen();
  }

  @Override
  public final String getCursorName() throws SQLException {
    throw CanopyError.UNSUPPORTED.with(
        "a cursor's name, for positioned updates", "update by the row's key");
  }

  /** The leaf's result that an application may have in our place; null where there is none. */
  @Nullable ResultSet leafResult() {
    return null;
  }

  @Override
  public final <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    ResultSet leaf = leafResult();
    if (leaf != null && leaf.isWrapperFor(type)) {
      return leaf.unwrap(type);
    }
    throw CanopyError.NO_UNWRAP.with("result", type.getName());
  }

  @Override
  public final boolean isWrapperFor(Class<?> type) throws SQLException {
    ResultSet leaf = leafResult();
    return type.isInstance(this) || (leaf != null && leaf.isWrapperFor(type));
  }
}
