package io.canopydb.driver.session;

import com.mysql.cj.jdbc.JdbcConnection;
import io.canopydb.driver.dialect.LogicalErrors;
import io.canopydb.driver.dispatch.ActiveStatements;
import io.canopydb.driver.dispatch.Dispatch;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Aftermath;
import io.canopydb.driver.execute.Bindings;
import io.canopydb.driver.execute.DescribedRows;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.Written;
import io.canopydb.driver.execute.read.Explanation;
import io.canopydb.driver.execute.read.QueryRunner;
import io.canopydb.driver.execute.write.WriteRunner;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.SessionCall;
import io.canopydb.driver.parse.Shape;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.parse.UnnamedItems;
import io.canopydb.driver.plan.Plan;
import io.canopydb.driver.plan.PlanNode;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.WriteNode;
import io.canopydb.driver.planner.Planner;
import io.canopydb.driver.planner.TableSizes;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Engine;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one session that plans are made of: their plans, from the cache or made now,
 * and what running them leaves in the session. Used as its session is: by one thread at a time.
 */
final class PlannedStatements {
  private static final int ATTEMPTS = 4;

  /** One DDL statement is waited for at a time; that many in a row would be a strange day. */
  private static final int MOST_WAITS = 100;

  /** Serialization failure and deadlock, after which a transaction may come again. */
  private static final Set<String> RACES = Set.of("40001", "40P01");

  private final SessionState session;
  private final Cluster cluster;
  private final SessionConnections connections;
  private final ActiveStatements active;

  /** How many transactions of a manager had begun at the statement before. */
  private int branch;

  private final SessionFacts facts;
  private final TableSizes sizes;

  PlannedStatements(SessionState session, ActiveStatements active) {
    this.session = session;
    this.cluster = session.cluster();
    this.connections = session.connections();
    this.active = active;
    this.facts = session.facts();
    this.sizes = new LeafTableSizes(session);
  }

  /** Before each statement. */
  void enter(StatementKind kind) throws SQLException {
    session.copy().checkNone();
    if (!active.nested()) {
      int begun = session.branch().begun();
      session.hold().begin(connections.inTransaction() && begun == branch);
      branch = begun;
    }
    session.transaction().enter(kind);
  }

  /** Runs a statement that a plan is made of. */
  Outcome run(ReadStatement read, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException {
    Shape shape = Objects.requireNonNull(read.shape().shape());
    Bindings bindings = new Bindings(shape, parameters, read.shape().allParameters());
    return resolved(
        read.shape().query(),
        dispatch -> {
          // Before its execution, which goes by the map that the plan was found by.
          CachedPlan plan = plan(read.shape(), shape, parameters);
          dispatch.about(plan.plan().root().getClass(), shape.text());
          Execution execution =
              execution(
                  bindings,
                  plan.plan().few() ? options.unstreamed() : options,
                  read.prepared(),
                  aftermath(wanted(read.shape())),
                  dispatch);
          Outcome outcome = ofPlan(plan, read.shape(), execution);
          connections.spent();
          return outcome;
        });
  }

  /** A statement that is resolved by the map which is held, and sent. */
  interface Attempt<T extends @Nullable Object> {
    T by(Dispatch dispatch) throws SQLException;
  }

  /**
   * Runs a statement. Where a partition has no master, it waits for a newer map, and is resolved
   * anew; but not once something was sent.
   *
   * @param reads whether it only reads
   */
  <T extends @Nullable Object> T resolved(boolean reads, Attempt<T> attempt) throws SQLException {
    long until = 0;
    while (true) {
      Dispatch dispatch = session.dispatch(reads);
      try {
        return attempt.by(dispatch);
      } catch (SQLException e) {
        until = dispatch.again(until, e);
      }
    }
  }

  private Aftermath aftermath(Aftermath.Wanted wanted) {
    return new Aftermath(
        cluster.dialect(), new LogicalErrors(session.map(), cluster.dialect()), wanted);
  }

  private Aftermath.Wanted wanted(StatementShape shape) {
    boolean insertId = SessionCall.setInsertId(shape.calls());
    if (!insertId && shape.assigned().isEmpty()) {
      return Aftermath.Wanted.NOTHING;
    }
    // The answer to an INSERT or UPDATE names the number; where the statement also reads it, or
    // a query of it gives it, the leaf has to know what it was before.
    boolean tells =
        !(shape.kind() instanceof StatementKind.Query)
            && !reads(shape.tokens())
            && !(shape.kind() instanceof StatementKind.Delete)
            && !(shape.kind() instanceof StatementKind.Update
                && SessionCall.readInsertId(shape.calls()));
    return new Aftermath.Wanted(
        insertId,
        insertId && !tells ? OptionalLong.of(facts.lastInsertId()) : OptionalLong.empty(),
        shape.assigned(),
        this::assigned);
  }

  /** Whether a write reads more than the rows that it writes, maybe by a query before it. */
  private static boolean reads(Tokens tokens) {
    boolean set = false;
    for (int i = 1; i < tokens.size(); i++) {
      set |= tokens.is(i, "SET");
      boolean joins = tokens.is(0, "UPDATE") && !set && tokens.isKind(i, TokenKind.COMMA);
      if (joins || tokens.isAny(i, "SELECT", "TABLE", "JOIN", "STRAIGHT_JOIN")) {
        return true;
      }
    }
    return false;
  }

  /** User variables that a statement has set on a leaf hold on every leaf. */
  private SessionSettings assigned(Map<String, String> values) {
    SessionSettings settings = connections.settings();
    for (Map.Entry<String, String> value : values.entrySet()) {
      settings = settings.with(value.getKey(), value.getValue());
    }
    connections.settings(settings);
    return settings;
  }

  /** Runs a plan. */
  private Outcome ofPlan(CachedPlan cached, StatementShape shape, Execution execution)
      throws SQLException {
    Plan<?> plan = cached.plan();
    if (shape.kind() instanceof StatementKind.Query query && query.modifies()) {
      connections.assumeWrites();
    }
    return plan.root()
        .accept(
            new PlanNode.Visitor<Outcome, SQLException>() {
              @Override
              public Outcome reads(ReadNode root) throws SQLException {
                return opened(root, cached, shape, execution);
              }

              @Override
              public Outcome writes(WriteNode root) throws SQLException {
                Outcome.Updated updated = written(root, execution);
                took(execution.aftermath());
                facts.changed(execution.aftermath().changed(updated.count()));
                Outcome.Rows returned = updated.generatedKeys();
                return shape.result() == ResultKind.ROWS && returned != null ? returned : updated;
              }
            });
  }

  private Outcome opened(
      ReadNode root, CachedPlan cached, StatementShape shape, Execution execution)
      throws SQLException {
    RowCursor rows = new QueryRunner(execution).open(root);
    took(execution.aftermath());
    int told = execution.aftermath().warnings().size();
    facts.atEnd(() -> execution.aftermath().warnings().stream().skip(told).forEach(facts::warn));
    if (execution.dispatch().stale()) {
      facts.warn(
          new SQLWarning(
              "this aggregator has lost touch with ZooKeeper: what is read may be stale", "01000"));
    }
    try {
      return described(rows, cached, shape, execution.bindings());
    } catch (SQLException | RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  /** What the session is to know of leaf statements, before it is asked for. */
  void took(Aftermath aftermath) {
    aftermath.assignedId().ifPresent(facts::lastInsertId);
    for (Aftermath.Warning warning : aftermath.warnings()) {
      facts.warn(warning);
    }
  }

  private Outcome.Updated written(WriteNode root, Execution execution) throws SQLException {
    if (!root.severalSteps()) {
      return outcome(new WriteRunner(execution).run(root).withAssignedId(execution));
    }
    boolean own = !connections.inTransaction();
    for (int attempt = 1; ; attempt++) {
      try {
        return (Outcome.Updated)
            session
                .transaction()
                .atomically(
                    () -> outcome(new WriteRunner(execution).run(root).withAssignedId(execution)));
      } catch (SQLException e) {
        // Another session was faster, and nobody has seen anything of this transaction.
        if (!own || attempt == ATTEMPTS || !RACES.contains(String.valueOf(e.getSQLState()))) {
          throw e;
        }
        execution.aftermath().backTo(0);
      }
    }
  }

  Outcome.Updated outcome(Written written) {
    if (written.firstId() != 0) {
      facts.lastInsertId(written.firstId());
    }
    written.issued().forEach(session.issued()::issued);
    DescribedRows described = written.rows();
    Outcome.Rows rows =
        described == null
            ? null
            : new Outcome.Rows(described.cursor(), new ResultColumns(described.metaData(), -1));
    return new Outcome.Updated(written.count(), rows);
  }

  /** One leaf that ran the statement itself knows its columns; of merged rows the shell does. */
  Outcome.Rows described(
      RowCursor rows, CachedPlan cached, StatementShape statement, Bindings bindings)
      throws SQLException {
    Plan<?> plan = cached.plan();
    if (plan.describe() == null || QueryRunner.ofOneLeaf(rows)) {
      return new Outcome.Rows(
          rows, new ResultColumns(LeafMetaData.of(rows), plan.visibleColumns()));
    }
    ShellTypes types = shellTypes(statement, bindings.parameters());
    Description described = cached.described(labels(statement), types::metaData);
    return new Outcome.Rows(described.of(rows), new ResultColumns(described.metaData(), -1));
  }

  // EXPLAIN

  /** The lines of its plan. */
  List<String> explained(ReadStatement read, @Nullable Parameter[] parameters) throws SQLException {
    Explaining of = explaining(read, parameters);
    return Explanation.lines(of.plan(), of.execution());
  }

  /** Runs it; empty where its engine knows better. */
  List<String> analyzed(ReadStatement read, @Nullable Parameter[] parameters) throws SQLException {
    Explaining of = explaining(read, parameters);
    return Explanation.analyzed(of.plan(), of.execution()).orElse(List.of());
  }

  /** What the engine of one leaf says of its part. */
  Outcome explainedByEngine(ReadStatement read, @Nullable Parameter[] parameters, String wishes)
      throws SQLException {
    Explaining of = explaining(read, parameters);
    RowCursor rows = Explanation.ofEngine(of.plan(), of.execution(), wishes);
    return new Outcome.Rows(rows, new ResultColumns(LeafMetaData.of(rows), -1));
  }

  private record Explaining(Plan<?> plan, Execution execution) {}

  private Explaining explaining(ReadStatement read, @Nullable Parameter[] parameters)
      throws SQLException {
    Shape shape = Objects.requireNonNull(read.shape().shape());
    Bindings bindings = new Bindings(shape, parameters, read.shape().allParameters());
    Plan<?> plan = plan(read.shape(), shape, parameters).plan();
    Execution execution =
        execution(
            bindings,
            ExecuteOptions.DEFAULT,
            false,
            aftermath(Aftermath.Wanted.NOTHING),
            session.dispatch(read.shape().query()));
    return new Explaining(plan, execution);
  }

  /** MySQL finds what is wrong with a statement when it is prepared; PostgreSQL is not asked. */
  private void checkWritten(ShellTypes types, StatementShape shape) throws SQLException {
    if (session.engine() == Engine.MYSQL) {
      session.<@Nullable Void>onShell(
          connection -> {
            types.prepare(connection, shape.sql()).close();
            return null;
          });
    }
  }

  /** What the shell says of a query's columns before it is run; null of other statements. */
  @Nullable ResultSetMetaData describe(StatementShape shape) throws SQLException {
    if (shape.kind() instanceof StatementKind.Other && session.engine() == Engine.MYSQL) {
      // Only the engine can read it: it says whether it does.
      session.<@Nullable Void>onShell(
          connection -> {
            connection.unwrap(JdbcConnection.class).serverPrepareStatement(shape.sql()).close();
            return null;
          });
    }
    if (shape.shape() == null) {
      return null;
    }
    ShellTypes types = shellTypes(shape, new Parameter[0]);
    if (shape.result() != ResultKind.ROWS) {
      checkWritten(types, shape);
      return null;
    }
    return session.onShell(
        connection -> {
          try (PreparedStatement prepared = types.prepare(connection, shape.sql())) {
            return prepared.getMetaData();
          }
        });
  }

  /** The texts that MySQL makes labels of. */
  private String labels(StatementShape statement) {
    return switch (cluster.engine()) {
      case MYSQL ->
          UnnamedItems.in(statement.tokens()).stream()
              .map(item -> item.of(statement.sql()))
              .collect(Collectors.joining("\n"));
      case POSTGRESQL -> "";
    };
  }

  ShellTypes shellTypes(StatementShape statement, @Nullable Parameter[] parameters) {
    return new ShellTypes(cluster, connections, connections.database(), statement, parameters);
  }

  Execution execution(
      Bindings bindings, ExecuteOptions options, boolean prepared, Dispatch dispatch) {
    return execution(bindings, options, prepared, aftermath(Aftermath.Wanted.NOTHING), dispatch);
  }

  Execution execution(Bindings bindings, ExecuteOptions options, boolean prepared) {
    return execution(
        bindings, options, prepared, aftermath(Aftermath.Wanted.NOTHING), session.dispatch(false));
  }

  private Execution execution(
      Bindings bindings,
      ExecuteOptions options,
      boolean prepared,
      Aftermath aftermath,
      Dispatch dispatch) {
    ClusterSnapshot map = session.map();
    return new Execution(
        map,
        cluster.dialect(),
        bindings,
        connections,
        dispatch,
        cluster.executor(),
        options,
        prepared,
        aftermath,
        connections.now(),
        cluster.ids(),
        new ClusterSizes(cluster, map, connections.credentials(), connections.database())::sql);
  }

  /**
   * The plan of a statement, from the cache if it is there and still holds. It holds on until the
   * statement or its transaction ends.
   */
  CachedPlan plan(StatementShape statement, Shape shape, @Nullable Parameter[] parameters)
      throws SQLException {
    for (int attempt = 0; ; attempt++) {
      CachedPlan found = planNow(statement, shape, parameters);
      switch (session.hold().enter(found)) {
        case HELD -> {
          return found;
        }
        case MOVING -> awaitMove(found.movable().iterator().next(), attempt);
        case CHANGED -> {}
      }
      if (!session.hold().renew()) {
        throw CanopyError.PARTITIONS_MOVED.with(found.movable().iterator().next().database());
      }
    }
  }

  /** Waits for the DDL that moves a table's rows to end, or ends what was left of it. */
  private void awaitMove(Plan.Name table, int attempt) throws SQLException {
    if (attempt >= MOST_WAITS) {
      throw CanopyError.ROWS_MOVING.with(table.object());
    }
    cluster.ddl().recover(table.database(), session.caller());
  }

  private CachedPlan planNow(
      StatementShape statement, Shape shape, @Nullable Parameter[] parameters) throws SQLException {
    ClusterSnapshot snapshot = session.map();
    PlanCache.Context context =
        new PlanCache.Context(connections.database(), session.rules(), session.zeroIsValue());
    boolean cached = session.temporary().isEmpty();
    CachedPlan found = cached ? cluster.plans().find(shape.text(), context, snapshot) : null;
    if (found != null) {
      note(found.plan());
      return found;
    }
    Tokens tokens = Lexer.lex(shape.text(), session.rules());
    ShellTypes types = shellTypes(statement, parameters);
    Planner planner =
        new Planner(
            cluster.dialect(),
            session.catalogue(),
            types.aggregates(),
            types,
            sizes,
            !session.zeroIsValue());
    Plan<?> plan = planner.plan(tokens, statement.kind());
    CachedPlan made = new CachedPlan(plan, snapshot.version());
    note(plan);
    if (cached) {
      cluster.plans().put(shape.text(), context, made);
    }
    return made;
  }

  private void note(Plan<?> plan) {
    if (connections.inTransaction()) {
      session.transaction().used().note(plan.basis());
    }
  }
}
