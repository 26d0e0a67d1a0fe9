package io.canopydb.driver.jdbc;

import io.canopydb.driver.front.DetachedRows;
import io.canopydb.driver.session.Outcome;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of one execution: which one is current, which ones follow, and which ones the
 * application keeps open. Used inside the session's gate.
 */
final class StatementResults {
  /** The update count where there is none. */
  static final long NO_COUNT = -1;

  private final ResultOwner statement;

  private @Nullable CanopyResultSet current;
  private long count = NO_COUNT;
  private @Nullable CanopyResultSet keys;

  /** Results of further statements of one text, to which getMoreResults moves; mostly null. */
  private @Nullable Deque<Further> following;

  /** What getMoreResults(KEEP_CURRENT_RESULT) left open; mostly null. */
  private @Nullable List<CanopyResultSet> kept;

  private boolean closing;

  /** Rows, or a count where there are none. */
  private record Further(@Nullable CanopyResultSet rows, long count) {}

  StatementResults(ResultOwner statement) {
    this.statement = statement;
  }

  /** Makes an outcome the current result. */
  void accept(Outcome outcome) throws SQLException {
    if (outcome instanceof Outcome.Rows rows) {
      current = statement.isForwardOnly() ? forward(rows) : copied(rows);
      count = NO_COUNT;
    } else if (outcome instanceof Outcome.Updated updated) {
      current = null;
      count = updated.count();
      keys = updated.generatedKeys() == null ? null : copiedKeys(List.of(updated));
    } else if (outcome instanceof Outcome.Several several) {
      for (int i = 0; i < several.results().size(); i++) {
        acceptNext(several.results().get(i), i == 0);
      }
    }
  }

  /** Adds one of several outcomes. Its rows are read into memory. */
  void acceptNext(Outcome outcome, boolean first) throws SQLException {
    CanopyResultSet rows = outcome instanceof Outcome.Rows given ? copied(given) : null;
    long updated = outcome instanceof Outcome.Updated given ? given.count() : NO_COUNT;
    if (first) {
      current = rows;
      count = updated;
      return;
    }
    Deque<Further> queue = following;
    if (queue == null) {
      queue = new ArrayDeque<>();
      following = queue;
    }
    queue.add(new Further(rows, updated));
  }

  private CanopyResultSet forward(Outcome.Rows rows) throws SQLException {
    return new ForwardResultSet(statement, rows, statement.getLargeMaxRows());
  }

  private CanopyResultSet copied(Outcome.Rows rows) throws SQLException {
    ResultSetMetaData metaData = metaData(rows);
    return new CopiedResultSet(
        statement,
        statement.names().engine(),
        statement.getResultSetType(),
        () -> metaData,
        DetachedRows.of(rows, statement.getLargeMaxRows()));
  }

  private ResultSetMetaData metaData(Outcome.Rows rows) throws SQLException {
    return new CanopyResultSetMetaData(
        rows.columns().metaData(), rows.columns().count(), statement.names());
  }

  /** The keys of a batch, one after the other. */
  void acceptKeys(List<Outcome.Updated> outcomes) throws SQLException {
    keys = copiedKeys(outcomes);
  }

  /** Keys are few; in memory they hold no leaf connection, and may be left unread. */
  private @Nullable CanopyResultSet copiedKeys(List<Outcome.Updated> outcomes) throws SQLException {
    ResultSetMetaData metaData = null;
    List<@Nullable Object[]> all = new ArrayList<>();
    for (Outcome.Updated updated : outcomes) {
      Outcome.Rows rows = updated.generatedKeys();
      if (rows != null) {
        metaData = metaData == null ? metaData(rows) : metaData;
        all.addAll(DetachedRows.of(rows, 0));
      }
    }
    if (metaData == null) {
      return null;
    }
    ResultSetMetaData described = metaData;
    return new CopiedResultSet(
        statement, statement.names().engine(), ResultSet.TYPE_FORWARD_ONLY, () -> described, all);
  }

  @Nullable CanopyResultSet current() {
    return current;
  }

  long count() {
    return count;
  }

  @Nullable CanopyResultSet keys() {
    return keys;
  }

  /**
   * Moves to the next result.
   *
   * @param mode what becomes of the current one; a constant of java.sql.Statement
   * @return whether the next one is rows
   */
  boolean advance(int mode) throws SQLException {
    CanopyResultSet left = current;
    current = null;
    count = NO_COUNT;
    if (mode == Statement.CLOSE_ALL_RESULTS) {
      closeKept();
    }
    if (left != null && mode == Statement.KEEP_CURRENT_RESULT) {
      keep(left);
    } else if (left != null) {
      closeQuietly(left);
    }
    Further next = following == null ? null : following.poll();
    if (next == null) {
      return false;
    }
    current = next.rows();
    count = next.count();
    return current != null;
  }

  private void keep(CanopyResultSet result) {
    List<CanopyResultSet> list = kept;
    if (list == null) {
      list = new ArrayList<>();
      kept = list;
    }
    list.add(result);
  }

  private void closeKept() throws SQLException {
    List<CanopyResultSet> list = kept;
    kept = null;
    if (list != null) {
      for (CanopyResultSet result : list) {
        closeQuietly(result);
      }
    }
  }

  /** Closes a result without closing a statement that is to close on completion. */
  private void closeQuietly(CanopyResultSet result) throws SQLException {
    closing = true;
    try {
      result.close();
    } finally {
      closing = false;
    }
  }

  /** Whether the application, not the statement, closed the last open result. */
  boolean completed() {
    return !closing
        && (current == null || current.isClosed())
        && (keys == null || keys.isClosed())
        && (following == null || following.isEmpty())
        && (kept == null || kept.stream().allMatch(CanopyResultSet::isClosed));
  }

  /** Closes everything, and forgets it. */
  void close() throws SQLException {
    CanopyResultSet rows = current;
    CanopyResultSet generated = keys;
    Deque<Further> further = following;
    current = null;
    keys = null;
    following = null;
    count = NO_COUNT;
    if (rows != null) {
      closeQuietly(rows);
    }
    if (generated != null) {
      closeQuietly(generated);
    }
    if (further != null) {
      for (Further one : further) {
        if (one.rows() != null) {
          closeQuietly(one.rows());
        }
      }
    }
    closeKept();
  }
}
