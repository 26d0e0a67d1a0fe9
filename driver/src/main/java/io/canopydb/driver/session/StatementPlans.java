package io.canopydb.driver.session;

import io.canopydb.driver.dialect.PostgreSqlError;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.SessionCall;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.StatementVisitor;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.planner.Planner;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plan of each kind of statement that needs no plan over partitions. */
final class StatementPlans implements StatementVisitor<StatementPlan, SQLException> {
  private static final List<String> PARTS_OF_DISCARD_ALL =
      List.of("CLOSE ALL", "SELECT pg_advisory_unlock_all()", "DISCARD SEQUENCES", "DISCARD TEMP");

  private final SessionState session;
  private final Cluster cluster;
  private final Statements statements;
  private final PlannedStatements planned;
  private final OwnQueries own;
  private final StatementShape shape;
  private final Tokens tokens;
  private final @Nullable Parameter[] parameters;

  StatementPlans(
      SessionState session,
      Statements statements,
      PlannedStatements planned,
      StatementShape shape,
      @Nullable Parameter[] parameters) {
    this.session = session;
    this.cluster = session.cluster();
    this.statements = statements;
    this.planned = planned;
    this.own = new OwnQueries(session, statements);
    this.shape = shape;
    this.tokens = shape.tokens();
    this.parameters = parameters;
  }

  StatementPlan plan() throws SQLException {
    return shape.kind().accept(this);
  }

  // What plans over partitions are made of

  private static SQLException overPartitions() {
    return CanopyError.INTERNAL.with("a plan over partitions is wanted");
  }

  @Override
  public StatementPlan query(StatementKind.Query kind) throws SQLException {
    throw overPartitions();
  }

  @Override
  public StatementPlan insert(StatementKind.Insert kind) throws SQLException {
    throw overPartitions();
  }

  @Override
  public StatementPlan replace(StatementKind.Replace kind) throws SQLException {
    throw overPartitions();
  }

  @Override
  public StatementPlan update(StatementKind.Update kind) throws SQLException {
    throw overPartitions();
  }

  @Override
  public StatementPlan delete(StatementKind.Delete kind) throws SQLException {
    throw overPartitions();
  }

  @Override
  public StatementPlan merge(StatementKind.Merge kind) throws SQLException {
    throw overPartitions();
  }

  // The schema and the cluster

  private SchemaStatements schema() {
    return new SchemaStatements(session, statements, planned, shape, parameters);
  }

  @Override
  public StatementPlan ddl(StatementKind.Ddl kind) {
    return schema().ddl(kind);
  }

  @Override
  public StatementPlan truncate(StatementKind.Truncate kind) throws SQLException {
    return schema().truncate(kind);
  }

  @Override
  public StatementPlan refresh(StatementKind.Refresh kind) {
    return schema().refresh(kind);
  }

  @Override
  public StatementPlan maintenance(StatementKind.Maintenance kind) {
    return schema().maintenance(kind);
  }

  @Override
  public StatementPlan cluster(StatementKind.Cluster kind) {
    return OwnWork.answer(
        () -> MadeRows.of(cluster.commands().run(kind.command(), session.caller())));
  }

  // The transaction

  private SessionTransaction transaction() {
    return session.transaction();
  }

  @Override
  public StatementPlan begin(StatementKind.Begin kind) {
    return OwnWork.transaction(
        () -> {
          locks().release();
          warnWhere(transaction().status() != TransactionStatus.IDLE, "25001", "already a");
          transaction().begin();
          transaction().once(kind.modes());
          if (kind.modes().consistentSnapshot()) {
            session.connections().takeSnapshots();
          }
        });
  }

  @Override
  public StatementPlan commit(StatementKind.Commit kind) {
    return OwnWork.transaction(
        () -> {
          warnWhere(nothingToEnd(), "25P01", "no");
          session.commit();
          chain(kind.chain());
        });
  }

  @Override
  public StatementPlan rollback(StatementKind.Rollback kind) {
    return OwnWork.transaction(
        () -> {
          warnWhere(nothingToEnd(), "25P01", "no");
          session.rollback();
          chain(kind.chain());
        });
  }

  private boolean nothingToEnd() {
    return transaction().status() == TransactionStatus.IDLE && transaction().autoCommit();
  }

  /** PostgreSQL's words where a transaction is begun within one, or ended without one. */
  private void warnWhere(boolean holds, String state, String which) {
    if (holds && cluster.engine() == Engine.POSTGRESQL) {
      session.facts().warn(new SQLWarning("there is " + which + " transaction in progress", state));
    }
  }

  private void chain(boolean wanted) throws SQLException {
    if (wanted) {
      transaction().begin();
    }
  }

  @Override
  public StatementPlan savepoint(StatementKind.Savepoint kind) {
    return OwnWork.transaction(
        () -> {
          checkInside("SAVEPOINT");
          if (session.connections().inTransaction()) {
            session.connections().savepoint(kind.name());
          }
        });
  }

  @Override
  public StatementPlan rollbackTo(StatementKind.RollbackTo kind) {
    return OwnWork.transaction(
        () -> {
          checkInside("ROLLBACK TO SAVEPOINT");
          session.connections().rollbackTo(kind.savepoint());
        });
  }

  @Override
  public StatementPlan releaseSavepoint(StatementKind.ReleaseSavepoint kind) {
    return OwnWork.transaction(
        () -> {
          checkInside("RELEASE SAVEPOINT");
          session.connections().releaseSavepoint(kind.name());
        });
  }

  private void checkInside(String command) throws SQLException {
    if (!session.connections().inTransaction() && cluster.engine() == Engine.POSTGRESQL) {
      throw new SQLException(
          "ERROR: " + command + " can only be used in transaction blocks", "25P01");
    }
  }

  @Override
  public StatementPlan setTransaction(StatementKind.SetTransaction kind) throws SQLException {
    if (kind.scope() == StatementKind.SetTransaction.Scope.GLOBAL) {
      throw CanopyError.UNSUPPORTED.with(
          "SET GLOBAL TRANSACTION", "set it on the leaves themselves");
    }
    return OwnWork.session(
        () -> {
          if (kind.scope() == null) {
            transaction().once(kind.modes());
          } else {
            transaction().always(kind.modes());
          }
        });
  }

  // The session

  private SessionVariables variables() {
    return new SessionVariables(session, own);
  }

  @Override
  public StatementPlan setVariables(StatementKind.SetVariables kind) {
    return OwnWork.session(() -> variables().set(tokens, kind.assignments(), parameters));
  }

  @Override
  public StatementPlan reset(StatementKind.Reset kind) {
    return OwnWork.session(() -> variables().reset(kind.name()));
  }

  @Override
  public StatementPlan use(StatementKind.Use kind) {
    return OwnWork.session(() -> session.useDatabase(kind.database()));
  }

  private SqlPrepared prepared() {
    return new SqlPrepared(session, statements, own);
  }

  @Override
  public StatementPlan prepare(StatementKind.Prepare kind) {
    return OwnWork.session(() -> prepared().prepare(tokens, kind));
  }

  @Override
  public StatementPlan execute(StatementKind.Execute kind) {
    return prepared().plan(tokens, kind);
  }

  @Override
  public StatementPlan deallocate(StatementKind.Deallocate kind) {
    return OwnWork.session(() -> prepared().deallocate(kind));
  }

  private TableLocks locks() {
    return new TableLocks(session, own);
  }

  @Override
  public StatementPlan lockTables(StatementKind.LockTables kind) throws SQLException {
    return switch (cluster.engine()) {
      case MYSQL -> OwnWork.session(() -> locks().lock(tokens, kind));
      case POSTGRESQL -> ofSession();
    };
  }

  @Override
  public StatementPlan unlockTables(StatementKind.UnlockTables kind) throws SQLException {
    return switch (cluster.engine()) {
      case MYSQL -> OwnWork.session(() -> locks().unlock());
      case POSTGRESQL -> ofSession();
    };
  }

  // Answers

  @Override
  public StatementPlan show(StatementKind.Show kind) {
    return OwnWork.answer(
        () ->
            ShownWarnings.asked(tokens)
                ? ShownWarnings.answer(tokens, session.facts())
                : new Shown(session, tokens).show(kind, this::askedOfAnyLeaf));
  }

  @Override
  public StatementPlan describe(StatementKind.Describe kind) {
    return OwnWork.answer(() -> new Shown(session, tokens).describe(kind, this::askedOfAnyLeaf));
  }

  private Outcome askedOfAnyLeaf() throws SQLException {
    return onLeaf(OnLeaf.Which.ANY).run(ExecuteOptions.DEFAULT);
  }

  @Override
  public StatementPlan explain(StatementKind.Explain kind) {
    return new Explained(session, statements, shape, kind, parameters);
  }

  // Files and streams

  @Override
  public StatementPlan loadData(StatementKind.LoadData kind) {
    return new LoadData(session, planned, own, tokens);
  }

  @Override
  public StatementPlan copy(StatementKind.Copy kind) throws SQLException {
    throw CanopyError.UNSUPPORTED.with(
        "COPY as a statement", "use unwrap(PGConnection.class).getCopyAPI()");
  }

  // What is for one server

  private SQLException ofOneServer() {
    String words = tokens.size() > 1 ? tokens.text(0) + " " + tokens.text(1) : tokens.text(0);
    return CanopyError.UNSUPPORTED.with(words, "run it on the leaves themselves");
  }

  @Override
  public StatementPlan privileges(StatementKind.Privileges kind) throws SQLException {
    throw ofOneServer();
  }

  @Override
  public StatementPlan administration(StatementKind.Administration kind) throws SQLException {
    throw ofOneServer();
  }

  @Override
  public StatementPlan twoPhase(StatementKind.TwoPhase kind) throws SQLException {
    throw ofOneServer();
  }

  @Override
  public StatementPlan xa(StatementKind.Xa kind) throws SQLException {
    throw ofOneServer();
  }

  // What a leaf gets as it is

  private OnLeaf onLeaf(OnLeaf.Which which) {
    return new OnLeaf(session, shape, parameters, which);
  }

  /** What may call functions, which may write. */
  private StatementPlan passed() throws SQLException {
    return passed(Planner.takesLocks(tokens) ? OnLeaf.Which.OF_LOCKS : OnLeaf.Which.WRITING, false);
  }

  /** What changes the session only. */
  private StatementPlan ofSession() throws SQLException {
    return passed(OnLeaf.Which.OF_SESSION, false);
  }

  /**
   * A text that one leaf gets.
   *
   * @param calls whether it may set user variables
   */
  private StatementPlan passed(OnLeaf.Which which, boolean calls) throws SQLException {
    OnLeaf.refuseSharded(session, tokens);
    OnLeaf passed = onLeaf(which);
    boolean insertId = SessionCall.setInsertId(shape.calls());
    if (cluster.engine() != Engine.MYSQL || !(insertId || calls)) {
      return passed;
    }
    return new StatementPlan() {
      @Override
      public Outcome run(ExecuteOptions options) throws SQLException {
        Outcome outcome = passed.run(options);
        SessionConnections connections = session.connections();
        Leaf leaf =
            which == OnLeaf.Which.OF_LOCKS ? connections.lockLeaf() : connections.pinnedLeaf();
        if (insertId) {
          variables().keepInsertId(leaf);
        }
        if (calls) {
          variables().keepVariables(leaf);
        }
        return outcome;
      }

      @Override
      public List<String> lines() {
        return passed.lines();
      }
    };
  }

  @Override
  public StatementPlan call(StatementKind.Call kind) throws SQLException {
    return passed(Planner.takesLocks(tokens) ? OnLeaf.Which.OF_LOCKS : OnLeaf.Which.WRITING, true);
  }

  @Override
  public StatementPlan doIt(StatementKind.Do kind) throws SQLException {
    return passed();
  }

  @Override
  public StatementPlan kill(StatementKind.Kill kind) throws SQLException {
    return passed(OnLeaf.Which.OF_LOCKS, false);
  }

  @Override
  public StatementPlan discard(StatementKind.Discard kind) throws SQLException {
    if (!kind.what().equalsIgnoreCase("all")) {
      return ofSession();
    }
    return OwnWork.session(
        () -> {
          if (transaction().status() != TransactionStatus.IDLE) {
            throw PostgreSqlError.saying(
                "25001", "DISCARD ALL cannot run inside a transaction block");
          }
          // By itself a leaf would forget settings that its connection is known to have.
          for (String part : PARTS_OF_DISCARD_ALL) {
            Outcome outcome =
                statements.execute(
                    session.prepare(part, false), new Parameter[0], ExecuteOptions.DEFAULT);
            if (outcome instanceof Outcome.Rows rows) {
              rows.cursor().close();
            }
          }
          variables().reset("all");
          session.prepared().clear();
        });
  }

  @Override
  public StatementPlan handler(StatementKind.Handler kind) throws SQLException {
    return ofSession();
  }

  @Override
  public StatementPlan notification(StatementKind.Notification kind) throws SQLException {
    if (!kind.verb().equals("UNLISTEN")) {
      // Each leaf has notifications of its own, which would reach only who is connected there.
      throw CanopyError.UNSUPPORTED.with(kind.verb(), "use a queue or a message broker");
    }
    return ofSession();
  }

  @Override
  public StatementPlan cursor(StatementKind.Cursor kind) throws SQLException {
    return passed();
  }

  @Override
  public StatementPlan other(StatementKind.Other kind) throws SQLException {
    return passed();
  }

  @Override
  public StatementPlan empty(StatementKind.Empty kind) throws SQLException {
    throw CanopyError.EMPTY_STATEMENT.with();
  }
}
