package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.command.CommandResult;
import io.canopydb.driver.command.ResultColumn;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Bindings;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.Explanation;
import io.canopydb.driver.execute.LeafAccess;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.merge.ValuesCursor;
import io.canopydb.driver.merge.ValuesRow;
import io.canopydb.driver.parse.CreateAsText;
import io.canopydb.driver.parse.SessionCall;
import io.canopydb.driver.parse.Shape;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.Plan;
import io.canopydb.driver.planner.Planner;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.rowset.RowSetMetaDataImpl;
import org.jspecify.annotations.Nullable;

/** Statements of which no plan is made: what changes the session, the schema or the cluster. */
final class PassedStatements {
  /** EXPLAIN ANALYZE without a wish for another format. */
  private static final Pattern ANALYZE =
      Pattern.compile("\\(?\\s*ANALY[ZS]E\\s*\\)?", Pattern.CASE_INSENSITIVE);

  private final ClusterSession session;
  private final Cluster cluster;
  private final SessionConnections connections;
  private final SqlPrepared prepared;
  private final SessionVariables variables;
  private final SessionFacts facts;
  private final TableLocks locks;
  private final MaterializedViews materialized;

  PassedStatements(
      ClusterSession session,
      Cluster cluster,
      SessionConnections connections,
      SessionVariables variables,
      SessionFacts facts) {
    this.session = session;
    this.cluster = cluster;
    this.connections = connections;
    this.prepared = new SqlPrepared(session);
    this.variables = variables;
    this.facts = facts;
    this.locks = new TableLocks(session, cluster);
    this.materialized = new MaterializedViews(session, cluster);
  }

  Outcome execute(StatementShape shape, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException {
    StatementKind kind = shape.kind();
    Tokens tokens = shape.tokens();
    if (kind instanceof StatementKind.Cluster command) {
      return shown(cluster.commands().run(command.command(), session.caller()));
    }
    if (kind instanceof StatementKind.Ddl ddl) {
      return ddl(shape, ddl, parameters);
    }
    if (kind instanceof StatementKind.Truncate truncate) {
      if (session.temporary().contains(nameAt(tokens, truncate.nameToken()))) {
        refuseSharded(tokens);
        return onPinned(shape, parameters);
      }
      endForDdl(tokens);
      cluster.ddl().truncate(tokens, truncate, session.caller());
      return done();
    }
    if (locks.runs(kind)) {
      locks.run(tokens, kind);
      return done();
    }
    if (kind instanceof StatementKind.Refresh refresh) {
      return materialized.refresh(tokens, refresh);
    }
    if (kind instanceof StatementKind.Begin begin) {
      locks.release();
      session.transaction().begin();
      session.transaction().once(begin.modes());
      if (begin.modes().consistentSnapshot()) {
        connections.takeSnapshots();
      }
      return done();
    }
    if (kind instanceof StatementKind.Commit commit) {
      session.commit();
      chain(commit.chain());
      return done();
    }
    if (kind instanceof StatementKind.Rollback rollback) {
      session.rollback();
      chain(rollback.chain());
      return done();
    }
    if (kind instanceof StatementKind.Savepoint savepoint) {
      if (connections.inTransaction()) {
        connections.savepoint(savepoint.name());
      } else if (cluster.engine() == Engine.POSTGRESQL) {
        throw outside("SAVEPOINT");
      }
      return done();
    }
    if (kind instanceof StatementKind.RollbackTo to) {
      if (!connections.inTransaction() && cluster.engine() == Engine.POSTGRESQL) {
        throw outside("ROLLBACK TO SAVEPOINT");
      }
      connections.rollbackTo(to.savepoint());
      return done();
    }
    if (kind instanceof StatementKind.ReleaseSavepoint release) {
      if (!connections.inTransaction() && cluster.engine() == Engine.POSTGRESQL) {
        throw outside("RELEASE SAVEPOINT");
      }
      connections.releaseSavepoint(release.name());
      return done();
    }
    if (kind instanceof StatementKind.SetTransaction set) {
      if (set.scope() == StatementKind.SetTransaction.Scope.GLOBAL) {
        throw CanopyError.UNSUPPORTED.with(
            "SET GLOBAL TRANSACTION", "set it on the leaves themselves");
      }
      if (set.scope() == null) {
        session.transaction().once(set.modes());
      } else {
        session.transaction().always(set.modes());
      }
      return done();
    }
    if (kind instanceof StatementKind.SetVariables set) {
      variables.set(tokens, set.assignments(), parameters);
      return done();
    }
    if (kind instanceof StatementKind.Reset reset) {
      variables.reset(reset.name());
      return done();
    }
    if (kind instanceof StatementKind.Use use) {
      session.useDatabase(use.database());
      return done();
    }
    if (kind instanceof StatementKind.Show && ShownWarnings.asked(tokens)) {
      return ShownWarnings.answer(tokens, facts);
    }
    if (kind instanceof StatementKind.Show show) {
      return new Shown(session, cluster, tokens).show(show, () -> onAnyLeaf(shape, parameters));
    }
    if (kind instanceof StatementKind.Describe describe) {
      return new Shown(session, cluster, tokens)
          .describe(describe, () -> onAnyLeaf(shape, parameters));
    }
    if (kind instanceof StatementKind.Explain explain) {
      return explain(shape, explain, parameters);
    }
    if (kind instanceof StatementKind.Prepare prepare) {
      prepared.prepare(tokens, prepare);
      return done();
    }
    if (kind instanceof StatementKind.Execute execute) {
      return prepared.execute(tokens, execute, options);
    }
    if (kind instanceof StatementKind.Deallocate deallocate) {
      prepared.deallocate(deallocate);
      return done();
    }
    if (kind instanceof StatementKind.Empty) {
      throw CanopyError.EMPTY_STATEMENT.with();
    }
    if (kind instanceof StatementKind.LoadData) {
      return new LoadData(session, cluster, options, tokens).run(session.takeLocalInfile());
    }
    if (kind instanceof StatementKind.Copy) {
      throw CanopyError.UNSUPPORTED.with(
          "COPY as a statement", "use unwrap(PGConnection.class).getCopyAPI()");
    }
    if (kind instanceof StatementKind.Privileges
        || kind instanceof StatementKind.Administration
        || kind instanceof StatementKind.TwoPhase
        || kind instanceof StatementKind.Xa) {
      throw CanopyError.UNSUPPORTED.with(firstWords(tokens), "run it on the leaves themselves");
    }
    if (kind instanceof StatementKind.Maintenance maintenance) {
      return maintain(shape, maintenance.verb(), parameters);
    }
    refuseSharded(tokens);
    boolean ofLocks = kind instanceof StatementKind.Kill || Planner.takesLocks(tokens);
    Outcome outcome =
        ofLocks ? onLeaf(shape, parameters, connections.lockLeaf()) : onPinned(shape, parameters);
    if (cluster.engine() == Engine.MYSQL) {
      Leaf leaf = ofLocks ? connections.lockLeaf() : connections.pinnedLeaf();
      if (SessionCall.setInsertId(shape.calls())) {
        variables.keepInsertId(leaf);
      }
      if (kind instanceof StatementKind.Call) {
        variables.keepVariables(leaf);
      }
    }
    return outcome;
  }

  /** What one leaf says of the shell stands for what all say: else it fails. */
  private Outcome maintain(StatementShape shape, String verb, @Nullable Parameter[] parameters)
      throws SQLException {
    if (cluster.engine() == Engine.MYSQL) {
      endForDdl(shape.tokens());
    } else if (connections.inTransaction() && verb.equals("VACUUM")) {
      throw new SQLException("ERROR: VACUUM cannot run inside a transaction block", "25001");
    }
    new TableMaintenance(cluster, session, connections).onPartitions(shape.tokens(), verb);
    return switch (cluster.engine()) {
      case MYSQL -> onAnyLeaf(shape, parameters);
      case POSTGRESQL -> done();
    };
  }

  private static SQLException outside(String command) {
    return new SQLException(
        "ERROR: " + command + " can only be used in transaction blocks", "25P01");
  }

  private static String firstWords(Tokens tokens) {
    return tokens.size() > 1 ? tokens.text(0) + " " + tokens.text(1) : tokens.text(0);
  }

  /** What a leaf does by itself must not see the empty twin of a sharded table. */
  private void refuseSharded(Tokens tokens) throws SQLException {
    Catalogue catalogue = session.catalogue();
    for (int i = 0; i < tokens.size(); i++) {
      String name = tokens.isIdentifier(i) ? tokens.identifier(i) : null;
      if (name != null
          && catalogue.resolve(List.of(name)) instanceof Catalogue.Base base
          && !(base.table().distribution() instanceof Distribution.Reference)) {
        throw CanopyError.UNSUPPORTED.with(
            tokens.text(0) + " over the sharded table " + name, "send the statement by itself");
      }
      if (tokens.kind(i).isString()) {
        for (String word : tokens.text(i).split("[^\\w$]+", -1)) {
          if (!word.isEmpty()
              && catalogue.resolve(List.of(word)) instanceof Catalogue.Base base
              && !(base.table().distribution() instanceof Distribution.Reference)) {
            throw CanopyError.UNSUPPORTED.with(
                tokens.text(0) + " over the sharded table " + word, "send the statement by itself");
          }
        }
      }
    }
  }

  private Outcome ddl(StatementShape shape, StatementKind.Ddl ddl, @Nullable Parameter[] parameters)
      throws SQLException {
    Tokens tokens = shape.tokens();
    String name = temporaryName(tokens, ddl);
    boolean known = session.temporary().contains(name);
    CreateAsText as = CreateAsText.of(tokens, ddl).orElse(null);
    if (as != null) {
      return createAs(shape, ddl, as, parameters);
    }
    if (ddl.temporary() && ddl.verb().equals("CREATE")) {
      Outcome outcome = onPinned(shape, new Parameter[0]);
      session.temporary().add(name);
      return outcome;
    }
    if (ddl.temporary()
        || (known && (ddl.objectType().equals("TABLE") || ddl.objectType().equals("INDEX")))) {
      Outcome outcome = onPinned(shape, new Parameter[0]);
      if (ddl.verb().equals("DROP")) {
        session.temporary().remove(name);
      }
      return outcome;
    }
    endForDdl(tokens);
    if (ddl.verb().equals("CREATE") && ddl.objectType().equals("MATERIALIZED VIEW")) {
      return materialized.create(tokens, ddl, this::carryOut);
    }
    carryOut(tokens, ddl);
    return done();
  }

  private void carryOut(Tokens statement, StatementKind.Ddl kind) throws SQLException {
    for (String note : cluster.ddl().execute(statement, kind, session.caller())) {
      facts.warn(new SQLWarning(note, "01000"));
    }
    switch (kind.objectType()) {
      case "AGGREGATE", "EXTENSION", "FUNCTION" -> cluster.facts().functions.invalidateAll();
      default -> {}
    }
  }

  private Outcome createAs(
      StatementShape shape,
      StatementKind.Ddl ddl,
      CreateAsText text,
      @Nullable Parameter[] parameters)
      throws SQLException {
    CreateTableAs as = new CreateTableAs(session, cluster, connections, ddl, text, parameters);
    if (ddl.temporary() && as.ofOneLeaf()) {
      Outcome outcome = onPinned(shape, parameters);
      session.temporary().add(text.name());
      return outcome;
    }
    if (ddl.temporary()) {
      return as.temporary(
          (empty, own) -> {
            onPinned(empty, own);
            session.temporary().add(text.name());
          });
    }
    endForDdl(shape.tokens());
    return as.run(this::carryOut);
  }

  /** The name that tells whether a temporary table is meant; that of an index's table. */
  private static String temporaryName(Tokens tokens, StatementKind.Ddl ddl) {
    int at = ddl.nameToken();
    if (ddl.objectType().equals("INDEX")) {
      int on = tokens.indexOfWord(0, "ON", 0);
      at = on < 0 ? -1 : on + (tokens.is(on + 1, "ONLY") ? 2 : 1);
    }
    return nameAt(tokens, at);
  }

  private static String nameAt(Tokens tokens, int at) {
    if (at < 0 || !tokens.isIdentifier(at)) {
      return "";
    }
    boolean inTemporary =
        tokens.is(at, "PG_TEMP")
            && tokens.isKind(at + 1, TokenKind.DOT)
            && tokens.isIdentifier(at + 2);
    return tokens.identifier(inTemporary ? at + 2 : at);
  }

  /** MySQL ends the transaction before DDL; on PostgreSQL DDL runs beside it. */
  private void endForDdl(Tokens statement) throws SQLException {
    if (!connections.inTransaction()) {
      return;
    }
    switch (cluster.engine()) {
      case MYSQL -> session.commit();
      case POSTGRESQL -> {
        if (connections.touched() && session.transaction().used().mayBeIn(statement)) {
          if (!session.ddlCommits()) {
            throw CanopyError.UNSUPPORTED.with(
                "DDL about a table that its transaction has used before",
                "commit first, or let the URL say ddlCommits=true");
          }
          boolean again = session.transaction().explicit();
          session.commit();
          chain(again);
        }
        facts.warn(
            new SQLWarning(
                "DDL is no part of the transaction: it holds, even if that is rolled back",
                "01000"));
      }
    }
  }

  private void chain(boolean wanted) throws SQLException {
    if (wanted) {
      session.transaction().begin();
    }
  }

  private Outcome explain(
      StatementShape shape, StatementKind.Explain explain, @Nullable Parameter[] parameters)
      throws SQLException {
    String sql = explain.statement().of(shape.sql());
    boolean marked = shape.tokens().rules().parameters();
    StatementShape inner = ((ClusterSession.Read) session.prepare(sql, marked)).shape();
    Shape planned = inner.shape();
    if (planned == null) {
      return onAnyLeaf(shape, new Parameter[0]);
    }
    Bindings bindings = new Bindings(planned, parameters, inner.allParameters());
    Execution execution = session.planned().execution(bindings, ExecuteOptions.DEFAULT, false);
    Plan plan = session.planned().plan(inner, planned, parameters).plan();
    String options = explain.options().of(shape.sql()).strip();
    if (ANALYZE.matcher(options).matches()) {
      List<String> lines = Explanation.analyzed(plan, execution).orElse(List.of());
      if (!lines.isEmpty()) {
        return queryPlan(lines);
      }
    }
    if (!options.isEmpty()) {
      RowCursor rows = Explanation.ofEngine(plan, execution, options, explain.analyze());
      return new Outcome.Rows(rows, new ResultColumns(LeafMetaData.of(rows), -1));
    }
    return queryPlan(Explanation.lines(plan, execution));
  }

  private static Outcome queryPlan(List<String> lines) throws SQLException {
    List<ValuesRow> rows = lines.stream().map(line -> new ValuesRow(new Object[] {line})).toList();
    return rows(List.of(new ResultColumn("QUERY PLAN", java.sql.JDBCType.VARCHAR)), rows);
  }

  private static Outcome done() {
    return new Outcome.Updated(0, null);
  }

  private Outcome shown(CommandResult result) throws SQLException {
    return result.givesRows() ? rows(result.columns(), result.rows()) : done();
  }

  static Outcome rows(List<ResultColumn> columns, List<ValuesRow> rows) throws SQLException {
    RowSetMetaDataImpl metaData = new RowSetMetaDataImpl();
    metaData.setColumnCount(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      metaData.setColumnName(i + 1, columns.get(i).name());
      metaData.setColumnLabel(i + 1, columns.get(i).name());
      metaData.setColumnType(i + 1, columns.get(i).type().getVendorTypeNumber());
      metaData.setColumnTypeName(i + 1, columns.get(i).type().getName());
      metaData.setNullable(i + 1, java.sql.ResultSetMetaData.columnNullable);
      metaData.setColumnDisplaySize(
          i + 1, columns.get(i).type().getVendorTypeNumber() == Types.VARCHAR ? 64 : 20);
    }
    return new Outcome.Rows(new ValuesCursor(rows), new ResultColumns(metaData, -1));
  }

  private Outcome onPinned(StatementShape shape, @Nullable Parameter[] parameters)
      throws SQLException {
    session.transaction().used().noteOthers();
    connections.pin();
    Leaf leaf = connections.pinnedLeaf();
    LeafConnection connection = connections.acquire(leaf);
    connections.wrote(connection);
    connections.release(connection);
    try {
      return onLeaf(shape, parameters, leaf);
    } catch (SQLException e) {
      throw CanopyError.LEAF_LOST.is(e) ? LeafAccess.inDoubt(leaf, e) : e;
    }
  }

  private Outcome onAnyLeaf(StatementShape shape, @Nullable Parameter[] parameters)
      throws SQLException {
    return connections.askAny(leaf -> onLeaf(shape, parameters, leaf));
  }

  private Outcome onLeaf(StatementShape shape, @Nullable Parameter[] parameters, Leaf leaf)
      throws SQLException {
    LeafConnection connection = connections.acquire(leaf);
    try (PreparedStatement statement = connection.jdbc().prepareStatement(shape.sql())) {
      for (int i = 0; i < shape.parameterCount(); i++) {
        Parameter parameter = parameters[i];
        if (parameter == null) {
          throw CanopyError.PARAMETER_NOT_SET.with(i + 1);
        }
        parameter.bind(statement, i + 1);
      }
      if (!statement.execute()) {
        return new Outcome.Updated(Math.max(0, statement.getLargeUpdateCount()), null);
      }
      try (ResultSet rows = statement.getResultSet()) {
        List<ValuesRow> copied = new ArrayList<>();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          @Nullable Object[] values = new Object[columns];
          for (int c = 0; c < columns; c++) {
            values[c] = rows.getObject(c + 1);
          }
          copied.add(new ValuesRow(values));
        }
        return new Outcome.Rows(
            new ValuesCursor(copied), new ResultColumns(rows.getMetaData(), -1));
      }
    } catch (SQLException e) {
      throw connections.told(connection, e);
    } finally {
      connections.release(connection);
    }
  }
}
