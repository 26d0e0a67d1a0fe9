package io.canopydb.driver.jdbc;

import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.StatementSplitter;
import io.canopydb.driver.session.BulkCopy;
import io.canopydb.driver.session.ManagedBranch;
import io.canopydb.driver.session.Outcome;
import io.canopydb.driver.session.ResultKind;
import io.canopydb.driver.session.Session;
import io.canopydb.driver.session.TransactionStatus;
import io.canopydb.driver.transaction.XaBranches;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.metadata.model.Engine;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A session that answers as a test has told it, and keeps what it was asked to do. */
final class FakeSession implements Session {

  /** What a statement comes to. */
  @FunctionalInterface
  interface Answer {
    Outcome give(@Nullable Parameter[] parameters, ExecuteOptions options) throws SQLException;
  }

  /** Everything that was called, in order; texts of statements as they are. */
  final List<String> calls = new CopyOnWriteArrayList<>();

  private final Engine engine;
  private final Map<String, Answer> answers = new HashMap<>();
  private boolean autoCommit = true;
  private boolean readOnly;
  private @Nullable SQLWarning warning;

  FakeSession(Engine engine) {
    this.engine = engine;
  }

  Connection connect(String... properties) throws SQLException {
    return new CanopyConnection(
        CanopyUrl.parse("jdbc:canopy://zk/shop?" + String.join("&", properties), new Properties()),
        this);
  }

  /** The answer to a text. What was told nothing is a write of one row. */
  FakeSession answer(String sql, Answer answer) {
    answers.put(sql, answer);
    return this;
  }

  FakeSession rows(String sql, FakeRows rows) {
    return answer(sql, (parameters, options) -> rows.outcome());
  }

  FakeSession fail(String sql, SQLException failure) {
    return answer(
        sql,
        (parameters, options) -> {
          throw failure;
        });
  }

  void warn(String text) {
    warning = new SQLWarning(text);
  }

  private record Read(String sql, int parameterCount, ResultKind result) implements Prepared {
    @Override
    public boolean isEmpty() {
      return sql.isBlank();
    }

    @Override
    public boolean copies() {
      return false;
    }
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public List<String> split(String text) {
    return StatementSplitter.split(text, LexerRules.of(engine));
  }

  @Override
  public Prepared prepare(String sql, boolean parameters) {
    int count = parameters ? (int) sql.chars().filter(c -> c == '?').count() : 0;
    String word = sql.substring(0, Math.min(4, sql.length())).toUpperCase(Locale.ROOT);
    ResultKind result =
        switch (word) {
          case "SELE" -> ResultKind.ROWS;
          case "CALL" -> ResultKind.EITHER;
          default -> ResultKind.COUNT;
        };
    return new Read(sql, count, result);
  }

  @Override
  public Outcome execute(
      Prepared statement, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException {
    String sql = ((Read) statement).sql();
    calls.add(sql);
    Answer answer = answers.get(sql);
    return answer == null ? new Outcome.Updated(1, null) : answer.give(parameters, options);
  }

  @Override
  public void localInfile(InputStream stream) {
    calls.add("local infile");
  }

  @Override
  public BulkCopy copy(String sql) throws SQLException {
    throw new SQLException("no COPY here");
  }

  @Override
  public List<Outcome.Updated> executeBatch(
      Prepared statement, List<@Nullable Parameter[]> rows, ExecuteOptions options)
      throws SQLException {
    List<Outcome.Updated> done = new ArrayList<>();
    for (@Nullable Parameter[] row : rows) {
      done.add((Outcome.Updated) execute(statement, row, options));
    }
    return done;
  }

  @Override
  public @Nullable ResultSetMetaData describe(Prepared statement) {
    return FixedColumns.NONE;
  }

  @Override
  public List<Integer> parameterTypes(String statement, List<String> declared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void settingsAreStart() {}

  @Override
  public ParameterMetaData describeParameters(Prepared statement) throws SQLException {
    throw new SQLException("not told");
  }

  @Override
  public <T extends @Nullable Object> T onShell(LeafCall<T> call) throws SQLException {
    throw new SQLException("no leaf");
  }

  @Override
  public TransactionStatus transactionStatus() {
    return TransactionStatus.IDLE;
  }

  @Override
  public void setAutoCommit(boolean on) {
    calls.add("autocommit " + on);
    autoCommit = on;
  }

  @Override
  public boolean autoCommit() {
    return autoCommit;
  }

  @Override
  public void commit() {
    calls.add("commit");
  }

  @Override
  public void rollback() {
    calls.add("rollback");
  }

  @Override
  public ManagedBranch branch() {
    throw new UnsupportedOperationException("no transaction manager");
  }

  @Override
  public XaBranches prepared() {
    throw new UnsupportedOperationException("no transaction manager");
  }

  @Override
  public SavepointMark setSavepoint(@Nullable String name) {
    calls.add("savepoint");
    return () -> name == null ? "unnamed" : name;
  }

  @Override
  public void rollbackTo(SavepointMark savepoint) {
    calls.add("rollback to " + savepoint.name());
  }

  @Override
  public void release(SavepointMark savepoint) {
    calls.add("release " + savepoint.name());
  }

  @Override
  public void setIsolation(int level) {
    calls.add("isolation " + level);
  }

  @Override
  public int isolation() {
    return Connection.TRANSACTION_READ_COMMITTED;
  }

  @Override
  public void setReadOnly(boolean on) {
    calls.add("read only " + on);
    readOnly = on;
  }

  @Override
  public boolean readOnly() {
    return readOnly;
  }

  @Override
  public String database() {
    return "shop";
  }

  @Override
  public void useDatabase(String name) {
    calls.add("use " + name);
  }

  @Override
  public @Nullable String databaseOfPartition(String namespace) {
    return List.of("shop_0", "shop_1").contains(namespace) ? "shop" : null;
  }

  @Override
  public String schema() {
    return "public";
  }

  @Override
  public void setSchema(String schema) {
    calls.add("schema " + schema);
  }

  @Override
  public int warningCount() {
    return 0;
  }

  @Override
  public @Nullable SQLWarning takeWarnings() {
    SQLWarning taken = warning;
    warning = null;
    return taken;
  }

  @Override
  public void cancel() {
    calls.add("cancel");
  }

  @Override
  public boolean isValid(int timeoutSeconds) {
    return true;
  }

  @Override
  public void abort() {
    calls.add("abort");
  }

  @Override
  public void close() {
    calls.add("close");
  }

  /** The values of parameters, as the session is given them. */
  static List<@Nullable Object> values(@Nullable Parameter[] parameters) {
    List<@Nullable Object> values = new ArrayList<>();
    Arrays.stream(parameters).forEach(p -> values.add(p == null ? "unset" : p.value()));
    return values;
  }
}
