package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.ExecuteOptions.GeneratedKeys;
import io.canopydb.metadata.model.Engine;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What was asked of a statement and its results. */
final class StatementOptions {
  private final int resultSetType;
  private final int holdability;
  private final boolean readsInPlace;
  private int fetchSize;
  private long maxRows;
  private int queryTimeout;

  /** The options as the session takes them, until one of them changes. */
  private @Nullable ExecuteOptions last;

  /**
   * @param resultSetType TYPE_FORWARD_ONLY or TYPE_SCROLL_INSENSITIVE
   * @param holdability a constant of java.sql.ResultSet
   */
  StatementOptions(int resultSetType, int holdability, Engine engine) {
    this.resultSetType = resultSetType;
    this.holdability = holdability;
    // Rows that are to outlive a commit, where the engine would not let them, are copied.
    this.readsInPlace =
        resultSetType == ResultSet.TYPE_FORWARD_ONLY
            && (holdability == ResultSet.CLOSE_CURSORS_AT_COMMIT
                || holdability == FetchOptions.defaultHoldability(engine));
  }

  ExecuteOptions with(GeneratedKeys keys) {
    ExecuteOptions options = last;
    if (options == null || options.generatedKeys() != keys) {
      options =
          new ExecuteOptions(
              fetchSize, maxRows, queryTimeout, resultSetType, ResultSet.CONCUR_READ_ONLY, keys);
      last = options;
    }
    return options;
  }

  int resultSetType() {
    return resultSetType;
  }

  int holdability() {
    return holdability;
  }

  boolean readsInPlace() {
    return readsInPlace;
  }

  int fetchSize() {
    return fetchSize;
  }

  void setFetchSize(int rows) {
    fetchSize = rows;
    last = null;
  }

  long maxRows() {
    return maxRows;
  }

  void setMaxRows(long rows) throws SQLException {
    if (rows < 0) {
      throw CanopyError.INVALID_ARGUMENT.with("maxRows is not negative", "give 0 for all rows");
    }
    maxRows = rows;
    last = null;
  }

  int queryTimeout() {
    return queryTimeout;
  }

  void setQueryTimeout(int seconds) throws SQLException {
    if (seconds < 0) {
      throw CanopyError.INVALID_ARGUMENT.with(
          "a query timeout is not negative", "give seconds, or 0 for none");
    }
    queryTimeout = seconds;
    last = null;
  }
}
