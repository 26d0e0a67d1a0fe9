package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.ddl.DdlExecutor;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ActiveStatements;
import io.canopydb.driver.execute.Bindings;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafCursor;
import io.canopydb.driver.execute.LeafValue;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.QueryRunner;
import io.canopydb.driver.execute.WriteRunner;
import io.canopydb.driver.execute.Written;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.Shape;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.StatementSplitter;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.Plan;
import io.canopydb.driver.plan.SessionFunction;
import io.canopydb.driver.planner.Planner;
import io.canopydb.driver.planner.TableSizes;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.transaction.XaBranches;
import io.canopydb.driver.url.CanopyProperty;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Engine;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
  private final PassedStatements passed;
  private final SequenceCalls sequences;
  private final TableSizes sizes;
  private final BulkCopies copies;
  private final boolean staleReads;
  private final boolean rewritesBatches;
  private final boolean ddlCommits;
  private final boolean readsFiles;
  private LexerRules rules;

  /** MySQL's sql_mode NO_AUTO_VALUE_ON_ZERO. */
  private boolean zeroIsValue;

  private long lastInsertId;
  private long rowCount = -1;
  private @Nullable SQLWarning warnings;
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
    this.passed = new PassedStatements(this, cluster, connections);
    this.sequences = new SequenceCalls(this, cluster);
    this.sizes = new LeafTableSizes(cluster, this);
    this.staleReads = url.settings().flag(CanopyProperty.STALE_READS).orElse(true);
    this.ddlCommits = url.settings().flag(CanopyProperty.DDL_COMMITS).orElse(false);
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

  void zeroIsValue(boolean is) {
    zeroIsValue = is;
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
      throw syntax(e);
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
      return entered(read, parameters, options);
    }
  }

  private Outcome entered(Read read, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException {
    try {
      Shape shape = read.shape().shape();
      if (shape == null) {
        return passed.execute(read.shape(), parameters, options);
      }
      WritingWith writing = WritingWith.of(this, read, parameters);
      if (writing != null) {
        return transaction.atomically(() -> writing.run(options));
      }
      MergeSteps merge = MergeSteps.of(this, read, parameters);
      if (merge != null) {
        return transaction.atomically(() -> merge.run(options));
      }
      if (read.shape().sequences()) {
        SequenceCalls.Answered answered = sequences.answered(read, parameters);
        return planned(answered.read(), answered.parameters(), options);
      }
      return planned(read, parameters, options);
    } catch (SqlSyntaxException e) {
      throw syntax(e);
    } catch (SQLException e) {
      throw transaction.noted(e);
    }
  }

  Dialect dialect() {
    return cluster.dialect();
  }

  /** The user variables that a query has set on the pinned leaf hold on every leaf. */
  private void noteVariables(List<String> names) throws SQLException {
    for (String name : names) {
      connections.settings(connections.settings().with(name, literal(name)));
    }
  }

  /** Runs a statement that a plan is made of. */
  Outcome planned(Read read, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException {
    Shape shape = Objects.requireNonNull(read.shape().shape());
    Bindings bindings = new Bindings(shape, parameters, read.shape().allParameters());
    Execution execution = execution(bindings, options, read.prepared());
    Outcome outcome = run(plan(read.shape(), shape, parameters), read.shape(), execution);
    connections.spent();
    noteVariables(read.shape().assigned());
    return outcome;
  }

  @Override
  public BulkCopy copy(String sql) throws SQLException {
    try (ActiveStatements.Scope running = active.begin()) {
      enter(new StatementKind.Copy(true));
      checkContact(true);
      return copies.begin(sql);
    }
  }

  /** Before each statement. */
  private void enter(StatementKind kind) throws SQLException {
    copies.checkNone();
    transaction.enter(kind);
  }

  /** Runs a plan. */
  private Outcome run(CachedPlan cached, StatementShape shape, Execution execution)
      throws SQLException {
    checkContact(!shape.query());
    Plan plan = cached.plan();
    if (shape.kind() instanceof StatementKind.Query query && query.modifies()) {
      connections.assumeWrites();
    }
    if (shape.query()) {
      RowCursor rows = new QueryRunner(execution).open(plan.root());
      rowCount = -1;
      try {
        return new Outcome.Rows(rows, columns(rows, cached, shape, execution.bindings()));
      } catch (SQLException | RuntimeException e) {
        rows.close();
        throw e;
      }
    }
    Written written = new WriteRunner(execution).run(plan.root());
    Outcome.Updated updated = outcome(written);
    Outcome.Rows returned = updated.generatedKeys();
    return shape.result() == Prepared.Result.ROWS && returned != null ? returned : updated;
  }

  Outcome.Updated outcome(Written written) {
    if (written.firstId() != 0) {
      lastInsertId = written.firstId();
    }
    written.issued().forEach(sequences::issued);
    rowCount = written.count();
    Written.Described described = written.rows();
    Outcome.Rows rows =
        described == null
            ? null
            : new Outcome.Rows(described.cursor(), new ResultColumns(described.metaData(), -1));
    return new Outcome.Updated(written.count(), rows);
  }

  /** One leaf that ran the statement itself knows its columns; of merged rows the shell does. */
  Outcome.Columns columns(
      RowCursor rows, CachedPlan cached, StatementShape statement, Bindings bindings)
      throws SQLException {
    Plan plan = cached.plan();
    if (plan.describe() == null || QueryRunner.ofOneLeaf(rows)) {
      return new ResultColumns(LeafMetaData.of(rows), plan.visibleColumns());
    }
    ShellTypes types = shellTypes(statement, bindings.parameters());
    ResultSetMetaData described = cached.described(types::metaData);
    return new ResultColumns(described, -1);
  }

  private ShellTypes shellTypes(StatementShape statement, @Nullable Parameter[] parameters) {
    return new ShellTypes(cluster, connections, connections.database(), statement, parameters);
  }

  private void checkContact(boolean write) throws SQLException {
    if (cluster.store().lease().held()) {
      return;
    }
    if (write || !staleReads) {
      throw CanopyError.LEASE_LOST.with();
    }
    warn(
        new SQLWarning(
            "this aggregator has lost touch with ZooKeeper: what is read may be stale", "01000"));
  }

  void warn(SQLWarning warning) {
    if (warnings == null) {
      warnings = warning;
    } else {
      warnings.setNextWarning(warning);
    }
  }

  Execution execution(Bindings bindings, ExecuteOptions options, boolean prepared) {
    return new Execution(
        cluster.store().snapshot(),
        cluster.dialect(),
        bindings,
        connections,
        active,
        cluster.executor(),
        options,
        prepared,
        this::sessionValue,
        connections.now(),
        cluster.ids());
  }

  private String sessionValue(SessionFunction function) {
    return switch (function) {
      case LAST_INSERT_ID, LASTVAL -> Long.toString(lastInsertId);
      case ROW_COUNT -> Long.toString(rowCount);
      case FOUND_ROWS -> "0";
    };
  }

  /** The value of an expression as a literal, so that it is computed once and not on each leaf. */
  String literal(String expression, @Nullable Parameter... parameters) throws SQLException {
    Session.Prepared query = prepare("SELECT " + expression, parameters.length > 0);
    if (!(execute(query, parameters, ExecuteOptions.DEFAULT) instanceof Outcome.Rows rows)) {
      throw CanopyError.INTERNAL.with("a query without rows");
    }
    try (var cursor = rows.cursor()) {
      Object value = cursor.next() ? LeafValue.plain(cursor.row().visible(0)) : null;
      if (value == null) {
        return "NULL";
      }
      return value instanceof Number || value instanceof Boolean
          ? value.toString()
          : cluster.dialect().quoteText(value.toString());
    }
  }

  Catalogue catalogue() {
    return new Catalogue(cluster.store().snapshot(), connections.database(), temporary);
  }

  /** The plan of a statement, from the cache if it is there and still holds. */
  CachedPlan plan(StatementShape statement, Shape shape, @Nullable Parameter[] parameters)
      throws SQLException {
    ClusterSnapshot snapshot = cluster.store().snapshot();
    PlanCache.Context context = new PlanCache.Context(connections.database(), rules, zeroIsValue);
    boolean cached = temporary.isEmpty();
    CachedPlan found = cached ? cluster.plans().find(shape.text(), context, snapshot) : null;
    if (found != null) {
      note(found.plan());
      return found;
    }
    Tokens tokens = io.canopydb.driver.parse.Lexer.lex(shape.text(), rules);
    ShellTypes types = shellTypes(statement, parameters);
    Planner planner =
        new Planner(cluster.dialect(), catalogue(), types.aggregates(), types, sizes, !zeroIsValue);
    Plan plan = planner.plan(tokens, statement.kind());
    CachedPlan made = new CachedPlan(plan, snapshot.version());
    note(plan);
    if (cached) {
      cluster.plans().put(shape.text(), context, made);
    }
    return made;
  }

  private void note(Plan plan) {
    if (connections.inTransaction()) {
      transaction.used().note(plan.basis());
    }
  }

  @Override
  public List<Outcome.Updated> executeBatch(
      Prepared statement, List<@Nullable Parameter[]> rows, ExecuteOptions options)
      throws SQLException {
    try (ActiveStatements.Scope running = active.begin()) {
      return new Batch(this, (Read) statement, options).run(rows);
    }
  }

  /** Plans a batch's statement, and makes its rows part of the transaction. */
  Plan beginBatch(Read read, @Nullable Parameter[] row) throws SQLException {
    enter(read.shape().kind());
    checkContact(true);
    return plan(read.shape(), Objects.requireNonNull(read.shape().shape()), row).plan();
  }

  @Override
  public @Nullable ResultSetMetaData describe(Prepared statement) throws SQLException {
    StatementShape shape = ((Read) statement).shape();
    if (shape.result() != Prepared.Result.ROWS || shape.shape() == null) {
      return null;
    }
    ShellTypes types = shellTypes(shape, new Parameter[0]);
    return onShell(
        connection -> {
          try (PreparedStatement prepared = types.prepare(connection, shape.sql())) {
            return prepared.getMetaData();
          }
        });
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
    LeafConnection connection = connections.acquire(connections.anyLeaf());
    try {
      return call.on(connection.jdbc());
    } catch (SQLException e) {
      connection.failed(e);
      throw e;
    } finally {
      connections.release(connection);
    }
  }

  DdlExecutor.Caller caller() {
    return new DdlExecutor.Caller(
        connections.credentials(), connections.database(), connections.settings());
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
    int underscore = namespace.lastIndexOf('_');
    if (underscore < 1) {
      return null;
    }
    String name = namespace.substring(0, underscore);
    Database database = cluster.store().snapshot().databases().get(name);
    if (database == null) {
      return null;
    }
    String ordinal = namespace.substring(underscore + 1);
    return !ordinal.isEmpty()
            && ordinal.length() < 6
            && ordinal.chars().allMatch(Character::isDigit)
            && Integer.parseInt(ordinal) < database.partitionMap().count()
        ? name
        : null;
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
    SQLWarning taken = warnings;
    warnings = null;
    return taken;
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
      return onShell(connection -> connection.isValid(timeoutSeconds));
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
      copies.stop();
      if (connections.inTransaction()) {
        connections.end(false);
      }
    } finally {
      connections.close();
      onClose.run();
    }
  }

  /** Where the rows of one leaf lie, for whoever unwraps them. */
  static @Nullable ResultSet leafRows(RowCursor cursor) {
    return cursor instanceof LeafCursor leaf ? leaf.resultSet() : null;
  }
}
