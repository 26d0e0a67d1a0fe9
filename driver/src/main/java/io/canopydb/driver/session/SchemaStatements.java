package io.canopydb.driver.session;

import io.canopydb.driver.execute.Aftermath;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.CreateAsText;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans of statements that change what there is: tables, also the session's own. */
final class SchemaStatements {
  private final SessionState session;
  private final Cluster cluster;
  private final Statements statements;
  private final PlannedStatements planned;
  private final StatementShape shape;
  private final @Nullable Parameter[] parameters;

  SchemaStatements(
      SessionState session,
      Statements statements,
      PlannedStatements planned,
      StatementShape shape,
      @Nullable Parameter[] parameters) {
    this.session = session;
    this.cluster = session.cluster();
    this.statements = statements;
    this.planned = planned;
    this.shape = shape;
    this.parameters = parameters;
  }

  StatementPlan ddl(StatementKind.Ddl ddl) {
    Tokens tokens = shape.tokens();
    Set<String> temporary = session.temporary();
    String name = temporaryName(tokens, ddl);
    CreateAsText as = CreateAsText.of(tokens, ddl).orElse(null);
    if (as != null) {
      return new CreateTableAs(
          session, statements, planned, this::carryOut, ddl, as, shape, parameters);
    }
    if (ddl.temporary() && ddl.verb().equals("CREATE")) {
      return ofSession(() -> temporary.add(name));
    }
    boolean known = temporary.contains(name);
    if (ddl.temporary()
        || (known && (ddl.objectType().equals("TABLE") || ddl.objectType().equals("INDEX")))) {
      return ofSession(
          () -> {
            if (ddl.verb().equals("DROP")) {
              temporary.remove(name);
            }
          });
    }
    if (ddl.verb().equals("CREATE") && ddl.objectType().equals("MATERIALIZED VIEW")) {
      return new OwnWork(
          OwnWork.SCHEMA,
          () -> {
            session.endForDdl(tokens);
            return new MaterializedViews(session, statements).create(tokens, ddl, this::carryOut);
          });
    }
    return OwnWork.schema(
        () -> {
          session.endForDdl(tokens);
          carryOut(tokens, ddl);
        });
  }

  private StatementPlan ofSession(Runnable then) {
    OnLeaf leaf = new OnLeaf(session, shape, new Parameter[0], OnLeaf.Which.OF_SESSION);
    return new StatementPlan() {
      @Override
      public Outcome run(ExecuteOptions options) throws SQLException {
        Outcome outcome = leaf.run(options);
        then.run();
        return outcome;
      }

      @Override
      public List<String> lines() {
        return leaf.lines();
      }
    };
  }

  private void carryOut(Tokens statement, StatementKind.Ddl kind) throws SQLException {
    List<Aftermath.Warning> notes = DdlNotes.of(session, statement, kind);
    for (String note : cluster.ddl().execute(statement, kind, session.caller())) {
      session.facts().warn(new SQLWarning(note, "01000"));
    }
    session.hold().renew();
    notes.forEach(session.facts()::warn);
    switch (kind.objectType()) {
      case "AGGREGATE", "EXTENSION", "FUNCTION" -> cluster.facts().functions.invalidateAll();
      default -> {}
    }
  }

  StatementPlan truncate(StatementKind.Truncate truncate) throws SQLException {
    Tokens tokens = shape.tokens();
    if (session.temporary().contains(nameAt(tokens, truncate.nameToken()))) {
      OnLeaf.refuseSharded(session, tokens);
      return new OnLeaf(session, shape, parameters, OnLeaf.Which.OF_SESSION);
    }
    return OwnWork.schema(
        () -> {
          session.endForDdl(tokens);
          cluster.ddl().truncate(tokens, truncate, session.caller());
          session.hold().renew();
        });
  }

  StatementPlan refresh(StatementKind.Refresh refresh) {
    return OwnWork.schema(
        () -> new MaterializedViews(session, statements).refresh(shape.tokens(), refresh));
  }

  /** What one leaf says of the shell stands for what all say: else it fails. */
  StatementPlan maintenance(StatementKind.Maintenance maintenance) {
    return new OwnWork(
        "Maintenance: on every partition of the tables, leaves side by side",
        () -> {
          maintain(maintenance.verb());
          return switch (cluster.engine()) {
            case MYSQL ->
                new OnLeaf(session, shape, parameters, OnLeaf.Which.ANY)
                    .run(ExecuteOptions.DEFAULT);
            case POSTGRESQL -> OwnWork.done();
          };
        });
  }

  private void maintain(String verb) throws SQLException {
    if (cluster.engine() == Engine.MYSQL) {
      session.endForDdl(shape.tokens());
    } else if (session.connections().inTransaction() && verb.equals("VACUUM")) {
      throw new SQLException("ERROR: VACUUM cannot run inside a transaction block", "25001");
    }
    new TableMaintenance(session).onPartitions(shape.tokens(), verb);
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
}
