package io.canopydb.driver.session;

import io.canopydb.driver.dispatch.ActiveStatements;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.StatementSplitter;
import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.transaction.XaBranches;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.metadata.model.Engine;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A session with a cluster: the straight line from a text to its rows. */
final class ClusterSession implements Session {
  private final Cluster cluster;
  private final Runnable onClose;
  private final SessionState state;
  private final SessionConnections connections;
  private final SessionTransaction transaction;
  private final OpenCopy copy;
  private final XaBranches prepared;
  private final ActiveStatements active = new ActiveStatements();
  private final PlannedStatements planned;
  private final StatementLine line;
  private boolean closed;

  private ClusterSession(Cluster cluster, CanopyUrl url, Identity identity, Runnable onClose) {
    this.cluster = cluster;
    this.onClose = onClose;
    this.state = new SessionState(cluster, url, identity, active);
    this.connections = state.connections();
    this.transaction = state.transaction();
    this.copy = state.copy();
    this.prepared = cluster.transactions().managed(connections.credentials(), url.database());
    this.planned = new PlannedStatements(state, active);
    this.line = new StatementLine(state, planned, active);
  }

  /**
   * Opens a session.
   *
   * @param url its database and settings
   * @param identity who works on the leaves
   */
  static Session open(Cluster cluster, CanopyUrl url, Identity identity, Runnable onClose)
      throws SQLException {
    String database = url.database();
    if (database != null && !cluster.store().snapshot().databases().containsKey(database)) {
      throw CanopyError.UNKNOWN_DATABASE.with(database);
    }
    ClusterSession session = new ClusterSession(cluster, url, identity, onClose);
    try {
      // A wrong password must show now, not at the first statement.
      session.onShell(connection -> connection.isClosed());
      cluster.opened(identity);
      return session;
    } catch (SQLException | RuntimeException e) {
      session.state.hold().close();
      session.connections.close();
      throw e;
    }
  }

  @Override
  public Engine engine() {
    return cluster.engine();
  }

  @Override
  public void localInfile(InputStream stream) {
    state.localInfile(stream);
  }

  @Override
  public List<String> split(String text) throws SQLException {
    try {
      List<String> statements = StatementSplitter.split(text, state.rules().withoutParameters());
      return statements.isEmpty() ? List.of(text) : statements;
    } catch (SqlSyntaxException e) {
      throw AsWritten.syntax(e);
    }
  }

  @Override
  public Prepared prepare(String sql, boolean parameters) throws SQLException {
    return state.prepare(sql, parameters);
  }

  @Override
  public Outcome execute(
      Prepared statement, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException {
    return line.execute(statement, parameters, options);
  }

  @Override
  public BulkCopy copy(String sql) throws SQLException {
    try (ActiveStatements.Scope running = active.begin(0)) {
      planned.enter(new StatementKind.Copy(true));
      state.dispatch(false).look();
      return new BulkCopies(state, planned).begin(sql);
    }
  }

  @Override
  public List<Outcome.Updated> executeBatch(
      Prepared statement, List<@Nullable Parameter[]> rows, ExecuteOptions options)
      throws SQLException {
    try (ActiveStatements.Scope running = active.begin(options.queryTimeoutSeconds())) {
      state.facts().begin();
      List<Outcome.Updated> counts =
          new Batch(state, line, planned, (ReadStatement) statement, options).run(rows);
      state.facts().end(false);
      return counts;
    }
  }

  @Override
  public @Nullable ResultSetMetaData describe(Prepared statement) throws SQLException {
    return new Foretold(state, line, planned).columns((ReadStatement) statement);
  }

  @Override
  public List<Integer> parameterTypes(String statement, List<String> declared) throws SQLException {
    try (ActiveStatements.Scope running = active.begin(0)) {
      return new ParameterTypes(state).of(statement, declared);
    }
  }

  @Override
  public void settingsAreStart() {
    state.settingsAreStart();
  }

  @Override
  public ParameterMetaData describeParameters(Prepared statement) throws SQLException {
    StatementShape shape = ((ReadStatement) statement).shape();
    return onShell(
        connection -> {
          try (PreparedStatement prepared = connection.prepareStatement(shape.sql())) {
            return prepared.getParameterMetaData();
          }
        });
  }

  @Override
  public <T extends @Nullable Object> T onShell(LeafCall<T> call) throws SQLException {
    return state.onShell(call);
  }

  @Override
  public TransactionStatus transactionStatus() {
    return transaction.status();
  }

  @Override
  public void setAutoCommit(boolean on) throws SQLException {
    state.setAutoCommit(on);
  }

  @Override
  public boolean autoCommit() {
    return transaction.autoCommit();
  }

  @Override
  public ManagedBranch branch() {
    return state.branch();
  }

  @Override
  public XaBranches prepared() {
    return prepared;
  }

  @Override
  public void commit() throws SQLException {
    state.commit();
  }

  @Override
  public void rollback() throws SQLException {
    state.rollback();
  }

  @Override
  public SavepointMark setSavepoint(@Nullable String name) throws SQLException {
    copy.checkNone();
    return transaction.savepoint(name);
  }

  @Override
  public void rollbackTo(SavepointMark savepoint) throws SQLException {
    copy.checkNone();
    transaction.rollbackTo(savepoint.name());
  }

  @Override
  public void release(SavepointMark savepoint) throws SQLException {
    transaction.release(savepoint.name());
  }

  @Override
  public void setIsolation(int level) throws SQLException {
    transaction.isolation(level);
  }

  @Override
  public int isolation() throws SQLException {
    OptionalInt level = transaction.isolation();
    return level.isPresent() ? level.getAsInt() : onShell(Connection::getTransactionIsolation);
  }

  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    transaction.readOnly(readOnly);
  }

  @Override
  public boolean readOnly() {
    return connections.readOnly();
  }

  @Override
  public @Nullable String database() {
    return connections.database();
  }

  @Override
  public void useDatabase(String name) throws SQLException {
    state.useDatabase(name);
  }

  @Override
  public @Nullable String databaseOfPartition(String namespace) {
    return cluster.databaseOfPartition(namespace);
  }

  @Override
  public @Nullable String schema() throws SQLException {
    return onShell(Connection::getSchema);
  }

  @Override
  public void setSchema(String schema) throws SQLException {
    switch (cluster.engine()) {
      case MYSQL -> {}
      case POSTGRESQL ->
          connections.settings(
              connections.settings().with("search_path", cluster.dialect().quoteName(schema)));
    }
  }

  @Override
  public int warningCount() {
    return (int) state.facts().warningCount();
  }

  @Override
  public @Nullable SQLWarning takeWarnings() {
    return state.facts().takeChain();
  }

  @Override
  public void cancel() throws SQLException {
    active.cancel();
  }

  @Override
  public boolean isValid(int timeoutSeconds) {
    if (closed) {
      return false;
    }
    try {
      return onShell(
          connection -> {
            if (connection.isValid(timeoutSeconds)) {
              return true;
            }
            // So another leaf is asked: the session does not hang on one.
            throw new SQLException("it does not answer", "08006");
          });
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void abort() {
    active.abort();
    connections.abort();
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      copy.stop();
      if (connections.inTransaction()) {
        connections.end(false);
      }
    } finally {
      state.hold().close();
      connections.close();
      onClose.run();
    }
  }
}
