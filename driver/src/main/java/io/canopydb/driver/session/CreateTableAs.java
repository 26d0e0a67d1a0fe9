package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.dispatch.Errand;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Bindings;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.scratch.TemporaryRows;
import io.canopydb.driver.parse.CreateAsText;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.Shape;
import io.canopydb.driver.parse.StatementClassifier;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.Target;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * CREATE TABLE .. AS a query. A leaf says what columns the query gives: it makes a temporary table
 * of them, without rows. That definition becomes a table of the cluster as any other does, and the
 * rows come by INSERT .. SELECT. Where that fails, the table is dropped again.
 */
final class CreateTableAs implements StatementPlan {
  private final SessionState session;
  private final Cluster cluster;
  private final SessionConnections connections;
  private final Statements statements;
  private final PlannedStatements planned;
  private final Ddl ddl;
  private final StatementKind.Ddl kind;
  private final StatementShape shape;
  private final CreateAsText text;
  private final @Nullable Parameter[] parameters;
  private final boolean prepared;

  CreateTableAs(
      SessionState session,
      Statements statements,
      PlannedStatements planned,
      Ddl ddl,
      StatementKind.Ddl kind,
      CreateAsText text,
      StatementShape shape,
      @Nullable Parameter[] parameters) {
    this.session = session;
    this.statements = statements;
    this.planned = planned;
    this.cluster = session.cluster();
    this.connections = session.connections();
    this.ddl = ddl;
    this.kind = kind;
    this.shape = shape;
    this.text = text;
    this.parameters = parameters;
    this.prepared = parameters.length > 0;
  }

  /** Carries out the DDL of a text. */
  interface Ddl {
    void execute(Tokens statement, StatementKind.Ddl kind) throws SQLException;
  }

  @Override
  public Outcome run(ExecuteOptions options) throws SQLException {
    if (!kind.temporary()) {
      session.endForDdl(shape.tokens());
      return table();
    }
    if (ofOneLeaf()) {
      Outcome outcome = ofSession(shape, parameters);
      session.temporary().add(text.name());
      return outcome;
    }
    return temporary();
  }

  @Override
  public List<String> lines() throws SQLException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Create table "
            + text.table()
            + (kind.temporary() ? ": temporary, on the session's own leaf" : " on every leaf"));
    if (text.data()) {
      lines.add(
          "  Rows: " + (kind.temporary() ? "" : verb() + " ") + text.table() + " of the query");
      for (String line :
          statements.explained(session.prepare(text.query(), prepared), parameters)) {
        lines.add("    " + line);
      }
    }
    return lines;
  }

  private Outcome ofSession(StatementShape create, @Nullable Parameter[] given)
      throws SQLException {
    return new OnLeaf(session, create, given, OnLeaf.Which.OF_SESSION).run(ExecuteOptions.DEFAULT);
  }

  /** A table of the cluster. */
  private Outcome table() throws SQLException {
    Catalogue.Meaning meaning = session.catalogue().resolve(List.of(text.name()));
    if (kind.ifNotExists() && !(meaning instanceof Catalogue.Other)) {
      DdlNotes.of(session, shape.tokens(), kind).forEach(session.facts()::warn);
      return new Outcome.Updated(0, null);
    }
    if (text.global()) {
      throw CanopyError.UNSUPPORTED.with(
          "a GLOBAL key in CREATE TABLE .. AS", "create the table, then INSERT .. SELECT into it");
    }
    Definition definition = definition();
    String create =
        (kind.objectType().equals("REFERENCE TABLE") ? "CREATE REFERENCE TABLE " : "CREATE TABLE ")
            + text.table()
            + " "
            + definition.sql()
            + " "
            + text.wishes();
    Tokens tokens = Lexer.lex(create, session.rules().withoutParameters());
    ddl.execute(tokens, (StatementKind.Ddl) StatementClassifier.classify(tokens));
    if (!text.data()) {
      return new Outcome.Updated(0, null);
    }
    try {
      return filled(definition.columns());
    } catch (SQLException e) {
      drop(e);
      throw e;
    }
  }

  private Outcome filled(List<String> columns) throws SQLException {
    String insert = verb() + " " + text.table() + " (" + quoted(columns) + ") " + text.query();
    Outcome outcome =
        statements.execute(session.prepare(insert, prepared), parameters, ExecuteOptions.DEFAULT);
    if (cluster.engine() == Engine.MYSQL) {
      session.commit();
    }
    return outcome;
  }

  private String verb() {
    return switch (text.duplicates()) {
      case "IGNORE" -> "INSERT IGNORE INTO";
      case "REPLACE" -> "REPLACE INTO";
      default -> "INSERT INTO";
    };
  }

  private void drop(SQLException because) {
    try {
      if (cluster.engine() == Engine.MYSQL) {
        session.rollback();
      }
      Tokens tokens = Lexer.lex("DROP TABLE " + text.table(), session.rules().withoutParameters());
      ddl.execute(tokens, (StatementKind.Ddl) StatementClassifier.classify(tokens));
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  private String quoted(List<String> names) {
    StringJoiner list = new StringJoiner(", ");
    names.forEach(name -> list.add(cluster.dialect().quoteName(name)));
    return list.toString();
  }

  /**
   * A table's definition.
   *
   * @param sql from the bracket before its columns on
   * @param columns those that the query fills, in the query's order
   */
  private record Definition(String sql, List<String> columns) {}

  private Definition definition() throws SQLException {
    if (!session.temporary().isEmpty()) {
      // The query may name a table that only the session's own leaf has.
      return session.onShell(this::asked);
    }
    // Beside the transaction, which could not be prepared after it made a temporary table.
    LeafConnection leaf =
        cluster
            .door()
            .open(
                Errand.QUESTION,
                connections.anyLeaf(),
                connections.credentials(),
                connections.database(),
                connections.settings());
    try {
      return asked(leaf.jdbc());
    } catch (SQLException | RuntimeException e) {
      // It may hold the temporary table.
      leaf.taint();
      throw e;
    } finally {
      leaf.close();
    }
  }

  private Definition asked(Connection leaf) throws SQLException {
    String name = cluster.dialect().quoteName(text.name());
    create(leaf, name);
    try (Statement statement = leaf.createStatement()) {
      Definition definition = shown(statement, name);
      forget(statement, name);
      return definition;
    }
  }

  private Definition shown(Statement statement, String name) throws SQLException {
    try {
      return switch (cluster.engine()) {
        case MYSQL -> mySql(statement, name);
        case POSTGRESQL -> postgreSql(statement, name);
      };
    } catch (SQLException | RuntimeException e) {
      try {
        forget(statement, name);
      } catch (SQLException forgetting) {
        e.addSuppressed(forgetting);
      }
      throw e;
    }
  }

  private void forget(Statement statement, String name) throws SQLException {
    statement.execute(
        switch (cluster.engine()) {
          case MYSQL -> "DROP TEMPORARY TABLE " + name;
          case POSTGRESQL -> "DROP TABLE pg_temp." + name;
        });
  }

  private void create(Connection leaf, String name) throws SQLException {
    String sql =
        "CREATE TEMPORARY TABLE "
            + name
            + text.definitions()
            + " AS "
            + text.emptyQuery(session.rules());
    @Nullable Parameter[] own = parametersOf(shape(sql));
    try (PreparedStatement statement = leaf.prepareStatement(sql)) {
      for (int i = 0; i < own.length; i++) {
        Parameter parameter = own[i];
        if (parameter == null) {
          throw CanopyError.PARAMETER_NOT_SET.with(i + 1);
        }
        parameter.bind(statement, i + 1);
      }
      statement.executeUpdate();
    }
  }

  private StatementShape shape(String sql) throws SQLException {
    return session.prepare(sql, prepared).shape();
  }

  /** Those of a text without rows: the ones that it lacks stood at the end. */
  private @Nullable Parameter[] parametersOf(StatementShape empty) {
    return Arrays.copyOf(parameters, Math.min(parameters.length, empty.parameterCount()));
  }

  private Definition mySql(Statement statement, String name) throws SQLException {
    String shown;
    try (ResultSet rows = statement.executeQuery("SHOW CREATE TABLE " + name)) {
      rows.next();
      shown = rows.getString(2);
    }
    List<String> columns = new ArrayList<>();
    ReadStatement query = session.prepare(text.query(), prepared);
    var described = Objects.requireNonNull(planned.describe(query.shape()));
    for (int i = 1; i <= described.getColumnCount(); i++) {
      columns.add(described.getColumnLabel(i));
    }
    return new Definition(shown.substring(shown.indexOf('(')), columns);
  }

  private Definition postgreSql(Statement statement, String name) throws SQLException {
    StringJoiner list = new StringJoiner(", ", "(", ")");
    List<String> columns = new ArrayList<>();
    String sql =
        "SELECT a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attcollation <>"
            + " t.typcollation THEN (SELECT quote_ident(n.nspname) || '.' ||"
            + " quote_ident(c.collname) FROM pg_collation c JOIN pg_namespace n ON n.oid ="
            + " c.collnamespace WHERE c.oid = a.attcollation) END FROM pg_attribute a JOIN pg_type"
            + " t ON t.oid = a.atttypid WHERE a.attrelid = CAST("
            + cluster.dialect().quoteText("pg_temp." + name)
            + " AS regclass) AND a.attnum > 0 ORDER BY a.attnum";
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        String collation = rows.getString(3);
        columns.add(rows.getString(1));
        list.add(
            cluster.dialect().quoteName(rows.getString(1))
                + " "
                + rows.getString(2)
                + (collation == null ? "" : " COLLATE " + collation));
      }
    }
    return new Definition(list + text.options(), columns);
  }

  /** Whether any leaf can answer the query by itself. */
  private boolean ofOneLeaf() throws SQLException {
    ReadStatement query = session.prepare(text.query(), prepared);
    Shape shape = query.shape().shape();
    return shape == null
        || (planned.plan(query.shape(), shape, parameters).plan().root() instanceof Route route
            && !(route.target() instanceof Target.Partitions));
  }

  /** A temporary table of the session's, made by a text without rows. */
  private Outcome temporary() throws SQLException {
    String create =
        "CREATE TEMPORARY TABLE "
            + (kind.ifNotExists() ? "IF NOT EXISTS " : "")
            + text.table()
            + text.definitions()
            + " AS "
            + text.emptyQuery(session.rules());
    boolean there = session.temporary().contains(text.name());
    StatementShape empty = shape(create);
    ofSession(empty, parametersOf(empty));
    session.temporary().add(text.name());
    if (!text.data() || (there && kind.ifNotExists())) {
      return new Outcome.Updated(0, null);
    }
    try {
      return new Outcome.Updated(fill(), null);
    } catch (SQLException e) {
      try {
        session.onShell(this::dropped);
      } catch (SQLException dropping) {
        e.addSuppressed(dropping);
      }
      session.temporary().remove(text.name());
      throw e;
    }
  }

  private boolean dropped(Connection leaf) throws SQLException {
    try (Statement statement = leaf.createStatement()) {
      return statement.execute("DROP TABLE IF EXISTS " + text.table());
    }
  }

  private long fill() throws SQLException {
    Session.Prepared query = session.prepare(text.query(), prepared);
    Outcome outcome = statements.execute(query, parameters, ExecuteOptions.DEFAULT);
    if (!(outcome instanceof Outcome.Rows rows)) {
      throw CanopyError.UNSUPPORTED.with(
          "CREATE TEMPORARY TABLE AS a statement that writes", "make the table of a query");
    }
    try (var cursor = rows.cursor()) {
      int count = rows.columns().count();
      StringJoiner list = new StringJoiner(", ", " (", ")");
      for (int i = 1; i <= count && cluster.engine() == Engine.MYSQL; i++) {
        list.add(cluster.dialect().quoteName(rows.columns().metaData().getColumnLabel(i)));
      }
      Shape one = Objects.requireNonNull(session.prepare("SELECT 1", false).shape().shape());
      String columns = cluster.engine() == Engine.MYSQL ? list.toString() : "";
      return new TemporaryRows(
              planned.execution(
                  new Bindings(one, new Parameter[0], true), ExecuteOptions.DEFAULT, false))
          .insert(verb(), text.table(), columns, cursor, count);
    }
  }
}
