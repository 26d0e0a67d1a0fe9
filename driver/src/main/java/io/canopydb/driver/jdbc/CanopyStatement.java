package io.canopydb.driver.jdbc;

import com.mysql.cj.jdbc.JdbcStatement;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.ExecuteOptions.GeneratedKeys;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.front.LogicalNames;
import io.canopydb.driver.front.ReadText;
import io.canopydb.driver.front.TextBatch;
import io.canopydb.driver.front.TextRun;
import io.canopydb.driver.session.Outcome;
import io.canopydb.driver.session.ResultKind;
import io.canopydb.driver.session.Session;
import io.canopydb.metadata.model.Engine;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plain statement, and what prepared ones have in common with it. One thread at a time gets into
 * it; {@link #cancel} may be called by any. Long because the interface is.
 */
class CanopyStatement implements ResultOwner, MySqlStatement.LocalInfile {
  static final @Nullable Parameter[] NO_PARAMETERS = {};

  private static final GeneratedKeys NO_KEYS = new GeneratedKeys.None();

  /** What the application expects of an execution. */
  enum Expected {
    ANYTHING,
    ROWS,
    COUNT
  }

  private final StatementOwner connection;
  private final SessionGate gate;
  private final StatementOptions options;
  private final StatementResults results;
  private @Nullable List<String> batch;
  private @Nullable SQLWarning warnings;
  private volatile boolean closed;
  private boolean closeOnCompletion;
  private boolean escapeProcessing = true;
  private boolean poolable;
  private @Nullable InputStream localInfile;

  CanopyStatement(StatementOwner connection, StatementOptions options) {
    this.connection = connection;
    this.gate = connection.gate();
    this.options = options;
    this.results = new StatementResults(this);
  }

  @Override
  public final SessionGate gate() {
    return gate;
  }

  @Override
  public final LogicalNames names() {
    return connection.names();
  }

  final StatementResults results() {
    return results;
  }

  final Engine engine() {
    return names().engine();
  }

  @Override
  public final boolean isForwardOnly() {
    return options.readsInPlace();
  }

  @Override
  public final int fetchSize() {
    return options.fetchSize();
  }

  @Override
  public final @Nullable InputStream localInfile() {
    return localInfile;
  }

  @Override
  public final void localInfile(@Nullable InputStream stream) {
    localInfile = stream;
  }

  final void checkOpen() throws SQLException {
    if (closed) {
      throw CanopyError.CLOSED.with("statement");
    }
  }

  // Running

  /** Reads a text. Inside the gate. */
  final ReadText read(Session session, String sql, boolean parameters) throws SQLException {
    String text = escapeProcessing ? EscapeSyntax.expand(session, sql) : sql;
    return ReadText.of(session, text, parameters, connection.allowsMultiQueries());
  }

  /**
   * Runs what was read, and makes what it gives the statement's results.
   *
   * @return whether the first result is rows
   */
  final boolean run(
      ReadText read, @Nullable Parameter[] parameters, Expected expected, GeneratedKeys keys)
      throws SQLException {
    Session session = gate.enter();
    try {
      checkOpen();
      results.close();
      check(expected, read.statements().get(0).result());
      warnings = null;
      gate.begin(this);
      ExecuteOptions how = options.with(keys);
      if (localInfile != null) {
        session.localInfile(localInfile);
        localInfile = null;
      }
      if (read.statements().size() == 1) {
        results.accept(session.execute(read.statements().get(0), parameters, how));
      } else {
        runAll(session, read, parameters, how);
      }
      warnings = session.takeWarnings();
      boolean rows = results.current() != null;
      check(expected, rows ? ResultKind.ROWS : ResultKind.COUNT);
      return rows;
    } finally {
      gate.leave();
    }
  }

  private void runAll(
      Session session, ReadText read, @Nullable Parameter[] parameters, ExecuteOptions how)
      throws SQLException {
    try (TextRun run = TextRun.begin(session, read, parameters, how)) {
      Outcome outcome = run.next();
      for (boolean first = true; outcome != null; first = false) {
        results.acceptNext(outcome, first);
        outcome = run.next();
      }
    }
  }

  private void check(Expected expected, ResultKind result) throws SQLException {
    if (expected == Expected.ROWS && result == ResultKind.COUNT) {
      throw CanopyError.WRONG_RESULT_KIND.with(
          "gives no rows", "run it with executeUpdate or execute");
    }
    if (expected == Expected.COUNT && result == ResultKind.ROWS) {
      results.close();
      throw CanopyError.WRONG_RESULT_KIND.with(
          "gives rows, not a count", "run it with executeQuery or execute");
    }
  }

  private boolean run(String sql, Expected expected, GeneratedKeys keys) throws SQLException {
    Session session = gate.enter();
    try {
      checkOpen();
      return run(read(session, sql, false), NO_PARAMETERS, expected, keys);
    } finally {
      gate.leave();
    }
  }

  /** Refuses a text where the statement was prepared with one. */
  void checkTakesText() throws SQLException {}

  @Override
  public boolean execute(String sql) throws SQLException {
    checkTakesText();
    return run(sql, Expected.ANYTHING, NO_KEYS);
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    checkTakesText();
    run(sql, Expected.ROWS, NO_KEYS);
    return currentRows();
  }

  /** The rows that {@link Expected#ROWS} has made sure of. */
  final ResultSet currentRows() throws SQLException {
    ResultSet rows = results.current();
    if (rows == null) {
      throw CanopyError.INTERNAL.with("no rows where rows were checked for");
    }
    return rows;
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    return Counts.asInt(executeLargeUpdate(sql));
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    checkTakesText();
    run(sql, Expected.COUNT, NO_KEYS);
    return results.count();
  }

  @Override
  public int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
    return Counts.asInt(executeLargeUpdate(sql, autoGeneratedKeys));
  }

  @Override
  public int executeUpdate(String sql, int[] columns) throws SQLException {
    return Counts.asInt(executeLargeUpdate(sql, columns));
  }

  @Override
  public int executeUpdate(String sql, String[] columns) throws SQLException {
    return Counts.asInt(executeLargeUpdate(sql, columns));
  }

  @Override
  public long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
    checkTakesText();
    run(sql, Expected.COUNT, AskedKeys.of(autoGeneratedKeys));
    return results.count();
  }

  @Override
  public long executeLargeUpdate(String sql, int[] columns) throws SQLException {
    checkTakesText();
    run(sql, Expected.COUNT, AskedKeys.of(columns, engine()));
    return results.count();
  }

  @Override
  public long executeLargeUpdate(String sql, String[] columns) throws SQLException {
    checkTakesText();
    run(sql, Expected.COUNT, AskedKeys.of(columns));
    return results.count();
  }

  @Override
  public boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
    checkTakesText();
    return run(sql, Expected.ANYTHING, AskedKeys.of(autoGeneratedKeys));
  }

  @Override
  public boolean execute(String sql, int[] columns) throws SQLException {
    checkTakesText();
    return run(sql, Expected.ANYTHING, AskedKeys.of(columns, engine()));
  }

  @Override
  public boolean execute(String sql, String[] columns) throws SQLException {
    checkTakesText();
    return run(sql, Expected.ANYTHING, AskedKeys.of(columns));
  }

  @Override
  public final void cancel() throws SQLException {
    checkOpen();
    gate.cancel(this);
  }

  // Batches

  @Override
  public void addBatch(String sql) throws SQLException {
    checkTakesText();
    checkOpen();
    List<String> texts = batch;
    if (texts == null) {
      texts = new ArrayList<>();
      batch = texts;
    }
    texts.add(sql);
  }

  @Override
  public void clearBatch() throws SQLException {
    checkOpen();
    batch = null;
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return Counts.asInts(executeLargeBatch());
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    Session session = gate.enter();
    try {
      checkOpen();
      results.close();
      warnings = null;
      List<String> texts = batch;
      batch = null;
      if (texts == null) {
        return new long[0];
      }
      gate.begin(this);
      TextBatch run = new TextBatch(texts, options.with(NO_KEYS));
      run.run(session, sql -> read(session, sql, false));
      warnings = session.takeWarnings();
      return run.counts();
    } finally {
      gate.leave();
    }
  }

  /** Runs rows of parameters; their generated keys become the statement's. */
  final long[] runBatch(
      Session.Prepared statement, List<@Nullable Parameter[]> rows, GeneratedKeys keys)
      throws SQLException {
    Session session = gate.enter();
    try {
      checkOpen();
      results.close();
      warnings = null;
      if (rows.isEmpty()) {
        return new long[0];
      }
      gate.begin(this);
      var outcomes = session.executeBatch(statement, rows, options.with(keys));
      if (!(keys instanceof GeneratedKeys.None)) {
        results.acceptKeys(outcomes);
      }
      warnings = session.takeWarnings();
      long[] counts = new long[outcomes.size()];
      Arrays.setAll(counts, i -> outcomes.get(i).count());
      return counts;
    } finally {
      gate.leave();
    }
  }

  // Results

  @Override
  public final @Nullable ResultSet getResultSet() throws SQLException {
    checkOpen();
    return results.current();
  }

  @Override
  public final int getUpdateCount() throws SQLException {
    return Counts.asInt(getLargeUpdateCount());
  }

  @Override
  public final long getLargeUpdateCount() throws SQLException {
    checkOpen();
    return results.count();
  }

  @Override
  public final boolean getMoreResults() throws SQLException {
    return getMoreResults(CLOSE_CURRENT_RESULT);
  }

  @Override
  public final boolean getMoreResults(int mode) throws SQLException {
    if (mode != CLOSE_CURRENT_RESULT && mode != KEEP_CURRENT_RESULT && mode != CLOSE_ALL_RESULTS) {
      throw CanopyError.INVALID_ARGUMENT.with(
          mode + " is no mode of getMoreResults", "use a constant of java.sql.Statement");
    }
    gate.enter();
    try {
      checkOpen();
      return results.advance(mode);
    } finally {
      gate.leave();
    }
  }

  @Override
  public final ResultSet getGeneratedKeys() throws SQLException {
    checkOpen();
    ResultSet keys = results.keys();
    return keys == null ? AskedKeys.noneGiven(engine(), names()) : keys;
  }

  @Override
  public final void resultClosed() throws SQLException {
    if (closeOnCompletion && !closed && results.completed()) {
      close();
    }
  }

  /** What PreparedStatement.getMetaData gives. */
  final @Nullable ResultSetMetaData described(@Nullable ResultSetMetaData engines)
      throws SQLException {
    return engines == null
        ? null
        : new CanopyResultSetMetaData(engines, engines.getColumnCount(), names());
  }

  @Override
  public final void close() throws SQLException {
    gate.enterToClose();
    try {
      if (closed) {
        return;
      }
      closed = true;
      batch = null;
      connection.forget(this);
      results.close();
    } finally {
      gate.leave();
    }
  }

  @Override
  public final boolean isClosed() {
    return closed || gate.isClosed();
  }

  @Override
  public final void closeOnCompletion() throws SQLException {
    checkOpen();
    closeOnCompletion = true;
  }

  @Override
  public final boolean isCloseOnCompletion() throws SQLException {
    checkOpen();
    return closeOnCompletion;
  }

  @Override
  public final @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return warnings;
  }

  @Override
  public final void clearWarnings() throws SQLException {
    checkOpen();
    warnings = null;
  }

  // Options

  @Override
  public final int getMaxFieldSize() throws SQLException {
    checkOpen();
    return 0;
  }

  @Override
  public final void setMaxFieldSize(int bytes) throws SQLException {
    checkOpen();
    if (bytes != 0) {
      throw CanopyError.UNSUPPORTED.with(
          "cutting values to a size", "cut them in the query, or where they are read");
    }
  }

  @Override
  public final int getMaxRows() throws SQLException {
    return Counts.asInt(getLargeMaxRows());
  }

  @Override
  public final void setMaxRows(int rows) throws SQLException {
    setLargeMaxRows(rows);
  }

  @Override
  public final long getLargeMaxRows() throws SQLException {
    checkOpen();
    return options.maxRows();
  }

  @Override
  public final void setLargeMaxRows(long rows) throws SQLException {
    checkOpen();
    options.setMaxRows(rows);
  }

  @Override
  public final void setEscapeProcessing(boolean enable) throws SQLException {
    checkOpen();
    escapeProcessing = enable;
  }

  @Override
  public final int getQueryTimeout() throws SQLException {
    checkOpen();
    return options.queryTimeout();
  }

  @Override
  public final void setQueryTimeout(int seconds) throws SQLException {
    checkOpen();
    options.setQueryTimeout(seconds);
  }

  /** Nothing to do: there are no positioned updates, for which alone the name would serve. */
  @Override
  public final void setCursorName(String name) throws SQLException {
    checkOpen();
  }

  @Override
  public final void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    FetchOptions.checkDirection(direction);
  }

  @Override
  public final int getFetchDirection() throws SQLException {
    checkOpen();
    return ResultSet.FETCH_FORWARD;
  }

  @Override
  public final void setFetchSize(int rows) throws SQLException {
    checkOpen();
    FetchOptions.checkFetchSize(rows, engine());
    options.setFetchSize(rows);
  }

  @Override
  public final int getFetchSize() throws SQLException {
    checkOpen();
    return options.fetchSize();
  }

  @Override
  public final int getResultSetConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public final int getResultSetType() throws SQLException {
    checkOpen();
    return options.resultSetType();
  }

  @Override
  public final int getResultSetHoldability() throws SQLException {
    checkOpen();
    return options.holdability();
  }

  @Override
  public final Connection getConnection() throws SQLException {
    checkOpen();
    return connection;
  }

  @Override
  public final void setPoolable(boolean poolable) throws SQLException {
    checkOpen();
    this.poolable = poolable;
  }

  @Override
  public final boolean isPoolable() throws SQLException {
    checkOpen();
    return poolable;
  }

  @Override
  public final String enquoteLiteral(String text) {
    return Dialect.of(engine()).quoteText(text);
  }

  @Override
  public final <T> T unwrap(Class<T> type) throws SQLException {
    if (!type.isInstance(this) && isWrapperFor(type)) {
      return type.cast(MySqlStatement.of(this));
    }
    if (!type.isInstance(this)) {
      throw CanopyError.NO_UNWRAP.with("statement", type.getName());
    }
    return type.cast(this);
  }

  @Override
  public final boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this)
        || switch (engine()) {
          case MYSQL -> type == JdbcStatement.class;
          case POSTGRESQL -> false;
        };
  }
}
