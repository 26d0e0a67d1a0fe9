package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.ddl.DdlExecutor;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ActiveStatements;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.StatementSplitter;
import io.canopydb.driver.plan.Plan;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.transaction.XaBranches;
import io.canopydb.driver.url.CanopyProperty;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.metadata.model.Engine;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session with a cluster: the straight line from a text to its rows. */
final class ClusterSession implements Session {
  private final Cluster cluster;
  private final Runnable onClose;
  private final SessionConnections connections;
  private final ActiveStatements active = new ActiveStatements();
  private final Set<String> temporary = new HashSet<>();
  private final ManagedBranch branch;
  private final SessionTransaction transaction;
  private final XaBranches prepared;
  private final AsWritten asWritten;
  private final SequenceCalls sequences;
  private final SessionFacts facts = new SessionFacts();
  private final OwnQueries own = new OwnQueries(this, facts);
  private final PlannedStatements planned;
  private final StatementRunner runner;
  private final BulkCopies copies;
  private final boolean rewritesBatches;
  private final boolean ddlCommits;
  private final boolean readsFiles;
  private final String uniqueKeys;
  private LexerRules rules;

  private @Nullable InputStream localInfile;
  private boolean closed;

  private ClusterSession(Cluster cluster, CanopyUrl url, Runnable onClose) {
    this.cluster = cluster;
    this.onClose = onClose;
    this.connections =
        new SessionConnections(
            cluster, new Credentials(url.user(), url.password()), url.database());
    this.copies = new BulkCopies(this, cluster, connections);
    this.branch = new ManagedBranch(connections, url.database(), copies::stop);
    this.transaction = new SessionTransaction(cluster, connections, branch);
    this.prepared = cluster.transactions().managed(connections.credentials(), url.database());
    this.rules = LexerRules.of(cluster.engine());
    this.asWritten = new AsWritten(cluster, connections);
    SessionVariables variables = new SessionVariables(this, cluster, connections, facts);
    PassedStatements passed = new PassedStatements(this, cluster, connections, variables, facts);
    this.sequences = new SequenceCalls(this, cluster);
    boolean staleReads = url.settings().flag(CanopyProperty.STALE_READS).orElse(true);
    this.planned =
        new PlannedStatements(this, cluster, connections, active, sequences, facts, staleReads);
    ConfigCalls config = new ConfigCalls(cluster, connections, variables);
    this.runner =
        new StatementRunner(
            this,
            connections,
            cluster.dialect(),
            facts,
            new SessionCalls(this, cluster, connections, facts, sequences, config),
            planned,
            passed);
    this.ddlCommits = url.settings().flag(CanopyProperty.DDL_COMMITS).orElse(false);
    this.uniqueKeys = url.settings().text(CanopyProperty.UNIQUE_KEYS_WITHOUT_SHARD_KEY);
    this.readsFiles = url.settings().flag(CanopyProperty.ALLOW_LOAD_LOCAL_INFILE).orElse(false);
    this.rewritesBatches = url.settings().flag(CanopyProperty.REWRITE_BATCHES).orElse(true);
  }

  static Session open(Cluster cluster, CanopyUrl url, Runnable onClose) throws SQLException {
    String database = url.database();
    if (database != null && !cluster.store().snapshot().databases().containsKey(database)) {
      throw CanopyError.UNKNOWN_DATABASE.with(database);
    }
    ClusterSession session = new ClusterSession(cluster, url, onClose);
    // A wrong password must show now, not at the first statement.
    session.onShell(connection -> connection.isClosed());
    return session;
  }

  /** A statement of this session. */
  record Read(StatementShape shape, boolean prepared) implements Prepared {
    @Override
    public int parameterCount() {
      return shape.parameterCount();
    }

    @Override
    public Result result() {
      return shape.result();
    }
  }

  @Override
  public Engine engine() {
    return cluster.engine();
  }

  LexerRules rules() {
    return rules;
  }

  void rules(LexerRules changed) {
    rules = changed;
  }

  /** Whether the rows of a batch may be sent together. */
  boolean rewritesBatches() {
    return rewritesBatches;
  }

  /** Whether DDL may commit the transaction that has used its table. */
  boolean ddlCommits() {
    return ddlCommits;
  }

  /** Whether LOAD DATA may read files of this machine. */
  boolean readsFiles() {
    return readsFiles;
  }

  @Override
  public void localInfile(InputStream stream) {
    localInfile = stream;
  }

  /** What was given instead of a file for one statement. */
  @Nullable InputStream takeLocalInfile() {
    InputStream taken = localInfile;
    localInfile = null;
    return taken;
  }

  Set<String> temporary() {
    return temporary;
  }

  SessionTransaction transaction() {
    return transaction;
  }

  SessionFacts facts() {
    return facts;
  }

  OwnQueries own() {
    return own;
  }

  PlannedStatements planned() {
    return planned;
  }

  BulkCopies copies() {
    return copies;
  }

  @Override
  public List<String> split(String text) throws SQLException {
    try {
      List<String> statements = StatementSplitter.split(text, rules.withoutParameters());
      return statements.isEmpty() ? List.of(text) : statements;
    } catch (SqlSyntaxException e) {
      throw syntax(e);
    }
  }

  @Override
  public Prepared prepare(String sql, boolean parameters) throws SQLException {
    LexerRules reading = parameters ? rules : rules.withoutParameters();
    try {
      return new Read(cluster.plans().read(sql, reading), parameters);
    } catch (SqlSyntaxException e) {
      throw asWritten.told(e, sql);
    }
  }

  static SQLException syntax(SqlSyntaxException e) {
    return CanopyError.SYNTAX.causedBy(e, e.line(), e.column(), e.getMessage());
  }

  @Override
  public Outcome execute(
      Prepared statement, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException {
    Read read = (Read) statement;
    try (ActiveStatements.Scope running = active.begin()) {
      enter(read.shape().kind());
      facts.begin();
      Outcome outcome = entered(read, parameters, options);
      facts.end(ShownWarnings.asked(read.shape().tokens()));
      return outcome;
    }
  }

  private Outcome entered(Read read, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException {
    try {
      return SteppedStatements.run(this, runner, read, parameters, options);
    } catch (SqlSyntaxException e) {
      throw syntax(e);
    } catch (SQLException e) {
      SQLException told = transaction.noted(asWritten.told(e, read.shape(), parameters));
      facts.failed(told);
      throw told;
    }
  }

  /** A text that Canopy made of the user's. */
  Read reading(String sql, boolean parameters) {
    return new Read(
        cluster.plans().read(sql, parameters ? rules : rules.withoutParameters()), parameters);
  }

  AsWritten asWritten() {
    return asWritten;
  }

  Dialect dialect() {
    return cluster.dialect();
  }

  @Override
  public BulkCopy copy(String sql) throws SQLException {
    try (ActiveStatements.Scope running = active.begin()) {
      enter(new StatementKind.Copy(true));
      planned.checkContact(true);
      return copies.begin(sql);
    }
  }

  /** Before each statement. */
  private void enter(StatementKind kind) throws SQLException {
    copies.checkNone();
    planned.uses().renew();
    transaction.enter(kind);
  }

  Catalogue catalogue() {
    return new Catalogue(cluster.store().snapshot(), connections.database(), temporary);
  }

  @Override
  public List<Outcome.Updated> executeBatch(
      Prepared statement, List<@Nullable Parameter[]> rows, ExecuteOptions options)
      throws SQLException {
    try (ActiveStatements.Scope running = active.begin()) {
      facts.begin();
      List<Outcome.Updated> counts = new Batch(this, (Read) statement, options).run(rows);
      facts.end(false);
      return counts;
    }
  }

  /** Plans a batch's statement, and makes its rows part of the transaction. */
  Plan beginBatch(Read read, @Nullable Parameter[] row) throws SQLException {
    enter(read.shape().kind());
    planned.checkContact(true);
    return planned.plan(read.shape(), Objects.requireNonNull(read.shape().shape()), row).plan();
  }

  @Override
  public @Nullable ResultSetMetaData describe(Prepared statement) throws SQLException {
    return planned.describe(((Read) statement).shape());
  }

  @Override
  public ParameterMetaData describeParameters(Prepared statement) throws SQLException {
    StatementShape shape = ((Read) statement).shape();
    return onShell(
        connection -> {
          try (PreparedStatement prepared = connection.prepareStatement(shape.sql())) {
            return prepared.getParameterMetaData();
          }
        });
  }

  @Override
  public <T extends @Nullable Object> T onShell(LeafCall<T> call) throws SQLException {
    return connections.askAny(
        leaf -> {
          LeafConnection connection = connections.acquire(leaf);
          try {
            return call.on(connection.jdbc());
          } catch (SQLException e) {
            throw connections.told(connection, e);
          } finally {
            connections.release(connection);
          }
        });
  }

  DdlExecutor.Caller caller() {
    return new DdlExecutor.Caller(
        connections.credentials(), connections.database(), connections.settings(), uniqueKeys);
  }

  @Override
  public void setAutoCommit(boolean on) throws SQLException {
    if (on && !transaction.autoCommit()) {
      copies.checkNone();
    }
    transaction.autoCommit(on);
  }

  @Override
  public boolean autoCommit() {
    return transaction.autoCommit();
  }

  @Override
  public ManagedBranch branch() {
    return branch;
  }

  @Override
  public XaBranches prepared() {
    return prepared;
  }

  @Override
  public void commit() throws SQLException {
    copies.checkNone();
    transaction.commit();
  }

  @Override
  public void rollback() throws SQLException {
    copies.checkNone();
    transaction.rollback();
  }

  @Override
  public SavepointMark setSavepoint(@Nullable String name) throws SQLException {
    copies.checkNone();
    return transaction.savepoint(name);
  }

  @Override
  public void rollbackTo(SavepointMark savepoint) throws SQLException {
    copies.checkNone();
    connections.rollbackTo(savepoint.name());
  }

  @Override
  public void release(SavepointMark savepoint) throws SQLException {
    connections.releaseSavepoint(savepoint.name());
  }

  @Override
  public void setIsolation(int level) throws SQLException {
    transaction.isolation(level);
  }

  @Override
  public int isolation() throws SQLException {
    OptionalInt level = connections.isolation();
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
    copies.checkNone();
    if (!cluster.store().snapshot().databases().containsKey(name)) {
      throw CanopyError.UNKNOWN_DATABASE.with(name);
    }
    connections.database(name);
    temporary.clear();
    sequences.forget();
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
  public @Nullable SQLWarning takeWarnings() {
    return facts.takeChain();
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
    planned.uses().release();
    try {
      copies.stop();
      if (connections.inTransaction()) {
        connections.end(false);
      }
    } finally {
      connections.close();
      onClose.run();
    }
  }
}
