package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions.GeneratedKeys;
import io.canopydb.driver.front.LogicalNames;
import io.canopydb.driver.session.Session;
import io.canopydb.driver.url.CanopyProperty;
import io.canopydb.driver.url.CanopyUrl;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.ClientInfoStatus;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JDBC's connection to a cluster. One thread at a time gets into it; {@link #abort} may be called
 * by any. Long because the interface is.
 */
final class CanopyConnection implements StatementOwner {
  private static final Logger LOG = LoggerFactory.getLogger(CanopyConnection.class);

  private final CanopyUrl url;
  private final Session session;
  private final SessionGate gate;
  private final SessionEnd end;
  private final LogicalNames names;
  private final boolean multiQueries;
  private final ClientInfo clientInfo = new ClientInfo();

  /** Open statements; guarded by itself. */
  private final Set<CanopyStatement> statements =
      Collections.newSetFromMap(new IdentityHashMap<>());

  private @Nullable SQLWarning warnings;
  private @Nullable CanopyDatabaseMetaData metaData;
  private int holdability;
  private int savepoints;

  /** Whether all was given back; inside the gate. */
  private boolean released;

  /** What closing the connection does to its session. */
  interface SessionEnd {
    void run() throws SQLException;
  }

  CanopyConnection(CanopyUrl url, Session session) {
    this(url, session, session::close);
  }

  CanopyConnection(CanopyUrl url, Session session, SessionEnd end) {
    this.end = end;
    this.url = url;
    this.session = session;
    this.gate = new SessionGate(session, this::releaseAborted);
    this.names = new LogicalNames(session);
    this.holdability = FetchOptions.defaultHoldability(session.engine());
    this.multiQueries =
        url.settings()
            .flag(CanopyProperty.ALLOW_MULTI_QUERIES)
            .orElse(
                switch (session.engine()) {
                  case MYSQL -> false;
                  case POSTGRESQL -> true;
                });
  }

  @Override
  public SessionGate gate() {
    return gate;
  }

  @Override
  public LogicalNames names() {
    return names;
  }

  @Override
  public boolean allowsMultiQueries() {
    return multiQueries;
  }

  @Override
  public void forget(Statement statement) {
    synchronized (statements) {
      statements.remove(statement);
    }
  }

  private <S extends CanopyStatement> S remember(S statement) throws SQLException {
    synchronized (statements) {
      statements.add(statement);
    }
    if (gate.isClosed()) {
      statement.close();
      throw CanopyError.CLOSED.with("connection");
    }
    return statement;
  }

  private void checkOpen() throws SQLException {
    if (gate.isClosed()) {
      throw CanopyError.CLOSED.with("connection");
    }
  }

  /** Something to do with the session, inside the gate. */
  @FunctionalInterface
  private interface Call<T extends @Nullable Object> {
    T in(Session session) throws SQLException;
  }

  /** Something to do with the session that gives nothing. */
  @FunctionalInterface
  private interface Action {
    void in(Session session) throws SQLException;
  }

  private <T extends @Nullable Object> T get(Call<T> call) throws SQLException {
    Session entered = gate.enter();
    try {
      return call.in(entered);
    } finally {
      gate.leave();
    }
  }

  private void act(Action action) throws SQLException {
    Session entered = gate.enter();
    try {
      action.in(entered);
    } finally {
      gate.leave();
    }
  }

  // Statements

  private StatementOptions options(int type, int concurrency, int heldOver) throws SQLException {
    checkOpen();
    FetchOptions.checkConcurrency(concurrency);
    FetchOptions.checkHoldability(heldOver);
    return new StatementOptions(FetchOptions.type(type), heldOver, session.engine());
  }

  private StatementOptions plainOptions() throws SQLException {
    checkOpen();
    return new StatementOptions(ResultSet.TYPE_FORWARD_ONLY, holdability, session.engine());
  }

  @Override
  public Statement createStatement() throws SQLException {
    return remember(new CanopyStatement(this, plainOptions()));
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    return createStatement(type, concurrency, holdability);
  }

  @Override
  public Statement createStatement(int type, int concurrency, int heldOver) throws SQLException {
    return remember(new CanopyStatement(this, options(type, concurrency, heldOver)));
  }

  private PreparedStatement prepare(String sql, StatementOptions options, GeneratedKeys keys)
      throws SQLException {
    return remember(new CanopyPreparedStatement(this, options, sql, keys));
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return prepare(sql, plainOptions(), AskedKeys.of(Statement.NO_GENERATED_KEYS));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    return prepareStatement(sql, type, concurrency, holdability);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int heldOver)
      throws SQLException {
    return prepare(
        sql, options(type, concurrency, heldOver), AskedKeys.of(Statement.NO_GENERATED_KEYS));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
    return prepare(sql, plainOptions(), AskedKeys.of(autoGeneratedKeys));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
    return prepare(sql, plainOptions(), AskedKeys.of(columns, session.engine()));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
    return prepare(sql, plainOptions(), AskedKeys.of(columns));
  }

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    return CallWithoutOutParameters.of(prepareStatement(calling(sql)));
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
    return prepareCall(sql, type, concurrency, holdability);
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency, int heldOver)
      throws SQLException {
    return CallWithoutOutParameters.of(prepareStatement(calling(sql), type, concurrency, heldOver));
  }

  /** The text of a call without JDBC's braces. */
  private String calling(String sql) throws SQLException {
    String written = sql.strip();
    boolean gives = written.startsWith("{") && written.substring(1).strip().startsWith("?");
    String expanded = gives ? written : nativeSQL(written).strip();
    if (expanded.startsWith("{")) {
      throw CallWithoutOutParameters.refused();
    }
    return expanded;
  }

  @Override
  public String nativeSQL(String sql) throws SQLException {
    return get(entered -> EscapeSyntax.expand(entered, sql));
  }

  // Transactions

  @Override
  public void setAutoCommit(boolean autoCommit) throws SQLException {
    act(
        entered -> {
          if (entered.autoCommit() != autoCommit) {
            entered.setAutoCommit(autoCommit);
          }
        });
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    checkOpen();
    return session.autoCommit();
  }

  /** JDBC refuses commit and rollback where every statement commits itself. */
  private static void checkNoAutoCommit(Session session, String what) throws SQLException {
    if (session.autoCommit()) {
      throw CanopyError.TRANSACTION_STATE.with(
          what + " while autocommit is on", "call setAutoCommit(false) first");
    }
  }

  @Override
  public void commit() throws SQLException {
    act(
        entered -> {
          checkNoAutoCommit(entered, "commit");
          entered.commit();
        });
  }

  @Override
  public void rollback() throws SQLException {
    act(
        entered -> {
          checkNoAutoCommit(entered, "rollback");
          entered.rollback();
        });
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    return savepoint(null);
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    return savepoint(Objects.requireNonNull(name, "name"));
  }

  private Savepoint savepoint(@Nullable String name) throws SQLException {
    return get(
        entered -> {
          checkNoAutoCommit(entered, "setSavepoint");
          return new CanopySavepoint(this, entered.setSavepoint(name), ++savepoints, name != null);
        });
  }

  private Session.SavepointMark mark(Savepoint savepoint) throws SQLException {
    if (savepoint instanceof CanopySavepoint own && own.connection() == this) {
      return own.mark();
    }
    throw CanopyError.INVALID_ARGUMENT.with(
        "the savepoint is of another connection", "give one of this connection's");
  }

  @Override
  public void rollback(Savepoint savepoint) throws SQLException {
    act(
        entered -> {
          checkNoAutoCommit(entered, "rollback");
          entered.rollbackTo(mark(savepoint));
        });
  }

  @Override
  public void releaseSavepoint(Savepoint savepoint) throws SQLException {
    act(entered -> entered.release(mark(savepoint)));
  }

  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    act(
        entered -> {
          if (entered.readOnly() != readOnly) {
            entered.setReadOnly(readOnly);
          }
        });
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    checkOpen();
    return session.readOnly();
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    if (level != TRANSACTION_READ_UNCOMMITTED
        && level != TRANSACTION_READ_COMMITTED
        && level != TRANSACTION_REPEATABLE_READ
        && level != TRANSACTION_SERIALIZABLE) {
      throw CanopyError.INVALID_ARGUMENT.with(
          level + " is no isolation level", "use a constant of java.sql.Connection");
    }
    act(entered -> entered.setIsolation(level));
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    return get(Session::isolation);
  }

  @Override
  public void setHoldability(int heldOver) throws SQLException {
    checkOpen();
    FetchOptions.checkHoldability(heldOver);
    holdability = heldOver;
  }

  @Override
  public int getHoldability() throws SQLException {
    checkOpen();
    return holdability;
  }

  // Names

  @Override
  public @Nullable String getCatalog() throws SQLException {
    checkOpen();
    return session.database();
  }

  @Override
  public void setCatalog(String catalog) throws SQLException {
    act(
        entered -> {
          if (!Objects.equals(entered.database(), catalog)) {
            entered.useDatabase(catalog);
          }
        });
  }

  /** On MySQL there are no schemas, and its driver says null. */
  @Override
  public @Nullable String getSchema() throws SQLException {
    return switch (session.engine()) {
      case MYSQL -> {
        checkOpen();
        yield null;
      }
      case POSTGRESQL -> get(Session::schema);
    };
  }

  /** On MySQL nothing happens, as with its driver. */
  @Override
  public void setSchema(String schema) throws SQLException {
    switch (session.engine()) {
      case MYSQL -> checkOpen();
      case POSTGRESQL -> act(entered -> entered.setSchema(schema));
    }
  }

  // Description

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    checkOpen();
    CanopyDatabaseMetaData known = metaData;
    if (known == null) {
      known = new CanopyDatabaseMetaData(this, url, names, multiQueries, this::onShell);
      metaData = known;
    }
    return known;
  }

  /** Calls something on a leaf's connection, inside the gate. */
  private <T extends @Nullable Object> T onShell(Session.LeafCall<T> call) throws SQLException {
    return get(entered -> entered.onShell(call));
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    act(
        entered -> {
          SQLWarning fresh = entered.takeWarnings();
          if (warnings == null) {
            warnings = fresh;
          } else if (fresh != null) {
            warnings.setNextWarning(fresh);
          }
        });
    return warnings;
  }

  @Override
  public void clearWarnings() throws SQLException {
    act(
        entered -> {
          entered.takeWarnings();
          warnings = null;
        });
  }

  @Override
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    checkOpen();
    return Map.of();
  }

  @Override
  public void setTypeMap(@Nullable Map<String, Class<?>> map) throws SQLException {
    checkOpen();
    if (map != null && !map.isEmpty()) {
      throw CanopyError.UNSUPPORTED.with("a type map", "use getObject(column, class)");
    }
  }

  @Override
  public void setClientInfo(String name, @Nullable String value) throws SQLClientInfoException {
    try {
      Session entered = gate.enter();
      try {
        clientInfo.set(entered, name, value);
      } finally {
        gate.leave();
      }
    } catch (SQLClientInfoException e) {
      throw e;
    } catch (SQLException e) {
      throw ClientInfo.failure(name, ClientInfoStatus.REASON_UNKNOWN, e);
    }
  }

  @Override
  public void setClientInfo(Properties properties) throws SQLClientInfoException {
    for (String name : properties.stringPropertyNames()) {
      setClientInfo(name, properties.getProperty(name));
    }
  }

  @Override
  public @Nullable String getClientInfo(String name) throws SQLException {
    checkOpen();
    return clientInfo.get(name);
  }

  @Override
  public Properties getClientInfo() throws SQLException {
    checkOpen();
    return clientInfo.all();
  }

  // Values, made by a leaf's driver

  @Override
  public Clob createClob() throws SQLException {
    return onShell(Connection::createClob);
  }

  @Override
  public Blob createBlob() throws SQLException {
    return onShell(Connection::createBlob);
  }

  @Override
  public NClob createNClob() throws SQLException {
    return onShell(Connection::createNClob);
  }

  @Override
  public SQLXML createSQLXML() throws SQLException {
    return onShell(Connection::createSQLXML);
  }

  @Override
  public Array createArrayOf(String typeName, @Nullable Object[] elements) throws SQLException {
    return onShell(leaf -> leaf.createArrayOf(typeName, elements));
  }

  @Override
  public Struct createStruct(String typeName, @Nullable Object[] attributes) throws SQLException {
    return onShell(leaf -> leaf.createStruct(typeName, attributes));
  }

  // The end

  @Override
  public boolean isValid(int timeoutSeconds) throws SQLException {
    if (timeoutSeconds < 0) {
      throw CanopyError.INVALID_ARGUMENT.with(
          "a timeout is not negative", "give seconds, or 0 for none");
    }
    if (gate.isClosed()) {
      return false;
    }
    try {
      return get(entered -> entered.isValid(timeoutSeconds));
    } catch (SQLException e) {
      // Closed by another thread meanwhile.
      return false;
    }
  }

  @Override
  public void setNetworkTimeout(@Nullable Executor executor, int milliseconds) throws SQLException {
    checkOpen();
    if (milliseconds < 0) {
      throw CanopyError.INVALID_ARGUMENT.with(
          "a network timeout is not negative", "give milliseconds, or 0 for none");
    }
    gate.setNetworkTimeout(executor == null ? Runnable::run : executor, milliseconds);
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    checkOpen();
    return gate.networkTimeoutMillis();
  }

  @Override
  public void abort(Executor executor) throws SQLException {
    if (executor == null) {
      throw CanopyError.INVALID_ARGUMENT.with("abort needs an executor", "give one");
    }
    if (!gate.isClosed()) {
      gate.markClosed();
      executor.execute(gate::abort);
    }
  }

  /** What an aborted connection held is given back. */
  private void releaseAborted() {
    try {
      close();
    } catch (SQLException e) {
      LOG.debug("An aborted connection was broken before it was closed", e);
    }
  }

  @Override
  public void close() throws SQLException {
    gate.enterToClose();
    try {
      gate.markClosed();
      if (!released) {
        released = true;
        closeAll();
      }
    } finally {
      gate.leave();
    }
  }

  private void closeAll() throws SQLException {
    List<CanopyStatement> open;
    synchronized (statements) {
      open = List.copyOf(statements);
      statements.clear();
    }
    SQLException failure = null;
    for (CanopyStatement statement : open) {
      try {
        statement.close();
      } catch (SQLException e) {
        failure = e;
      }
    }
    try {
      end.run();
    } catch (SQLException e) {
      if (failure != null) {
        e.addSuppressed(failure);
      }
      throw e;
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public boolean isClosed() {
    return gate.isClosed();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (!type.isInstance(this) && isWrapperFor(type)) {
      return type.cast(PostgreSqlConnection.of(this, gate));
    }
    if (!type.isInstance(this)) {
      throw CanopyError.NO_UNWRAP.with("connection", type.getName());
    }
    return type.cast(this);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this)
        || switch (session.engine()) {
          case MYSQL -> false;
          case POSTGRESQL -> PostgreSqlConnection.is(type);
        };
  }

  /** The URL, which has no secret. */
  @Override
  public String toString() {
    return "CanopyConnection[" + url + "]";
  }
}
