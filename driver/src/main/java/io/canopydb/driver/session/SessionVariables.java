package io.canopydb.driver.session;

import io.canopydb.driver.dispatch.LeafStatement;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.Assignment;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.parse.UserVariable;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What SET and RESET change in one session, on whichever leaves it comes to. */
final class SessionVariables {
  private final SessionState session;
  private final Cluster cluster;
  private final SessionConnections connections;
  private final SessionFacts facts;
  private final OwnQueries own;

  SessionVariables(SessionState session, OwnQueries own) {
    this.session = session;
    this.own = own;
    this.cluster = session.cluster();
    this.connections = session.connections();
    this.facts = session.facts();
  }

  /**
   * Assigns one after the other. MySQL computes them all before any variable changes, so what user
   * variables get is known first, and they change last.
   */
  void set(Tokens tokens, List<Assignment> assignments, @Nullable Parameter[] parameters)
      throws SQLException {
    Map<String, String> ofUser = new LinkedHashMap<>();
    for (Assignment assignment : assignments) {
      if (assignment.scope() == Assignment.Scope.USER) {
        String value = own.literal(value(tokens, assignment, parameters));
        ofUser.put(UserVariable.name("@" + assignment.name()), value);
      }
    }
    for (Assignment assignment : assignments) {
      if (assignment.scope() != Assignment.Scope.USER) {
        assign(assignment, value(tokens, assignment, parameters));
      }
    }
    for (Map.Entry<String, String> variable : ofUser.entrySet()) {
      set(variable.getKey(), variable.getValue());
    }
  }

  /**
   * Goes back to what the session began with, which may be the engine's own.
   *
   * @param name of a variable, or ALL
   */
  void reset(String name) {
    SessionSettings start = session.startSettings();
    String variable = name.toLowerCase(Locale.ROOT);
    String before = start.variables().get(variable);
    connections.settings(
        variable.equals("all")
            ? start
            : before == null
                ? connections.settings().without(variable)
                : connections.settings().with(variable, before));
  }

  /** The text of what is assigned; JDBC parameters in it are computed by a leaf. */
  private String value(Tokens tokens, Assignment assignment, @Nullable Parameter[] parameters)
      throws SQLException {
    Span span = assignment.value();
    int before = 0;
    int within = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isKind(i, TokenKind.PARAMETER)) {
        if (tokens.end(i) <= span.start()) {
          before++;
        } else if (tokens.start(i) < span.end()) {
          within++;
        }
      }
    }
    String text = span.of(tokens.text());
    return within == 0
        ? text
        : own.literal(text, Arrays.copyOfRange(parameters, before, before + within));
  }

  private void assign(Assignment assignment, String value) throws SQLException {
    String name = assignment.name();
    cluster.dialect().settings().check(name, value);
    switch (assignment.scope()) {
      case GLOBAL, PERSIST, PERSIST_ONLY ->
          throw CanopyError.UNSUPPORTED.with(
              "SET of a server's global variable", "set it on the leaves themselves");
      case LOCAL -> setLocal(name, value);
      case USER -> throw CanopyError.INTERNAL.with("a user variable among the others");
      case SESSION -> {
        if (name.equals("last_insert_id") || name.equals("identity")) {
          facts.lastInsertId(new BigDecimal(own.literal(value)).longValue());
        } else if (name.equals("autocommit")) {
          session.setAutoCommit(
              value.equals("1") || value.equalsIgnoreCase("on") || value.equalsIgnoreCase("true"));
        } else {
          boolean compute = value.contains("@") && cluster.dialect().settings().judgedByValue(name);
          set(name, compute ? own.literal(value) : value);
        }
      }
    }
  }

  /** A setting until the end of the transaction. */
  void setLocal(String name, String expression) throws SQLException {
    cluster.dialect().settings().check(name, expression);
    connections.setLocal(cluster.dialect().settings().local(name, expression));
  }

  /**
   * Sets a variable on whichever leaves the session comes to.
   *
   * @param expression SQL; DEFAULT for the engine's own value
   */
  void set(String name, String expression) throws SQLException {
    if (expression.equalsIgnoreCase("default")
        && session.startSettings().variables().containsKey(name)) {
      reset(name);
      return;
    }
    connections.<@Nullable Void>askAny(
        leaf -> {
          set(leaf, name, expression);
          return null;
        });
  }

  private void set(Leaf asked, String name, String expression) throws SQLException {
    SessionSettings before = connections.settings();
    SessionSettings changed =
        expression.equalsIgnoreCase("default")
            ? before.without(name)
            : before.with(name, expression);
    // The expression may build on what the session has: on a connection that has just that it is
    // computed, once and for all, since the variable is set again on others.
    LeafConnection leaf = connections.acquire(asked);
    try {
      leaf.apply(changed);
      String constant = cluster.dialect().settings().constant(leaf.jdbc(), name, expression);
      connections.settings(
          changed.variables().containsKey(name) ? before.with(name, constant) : changed);
      if (name.equals("sql_mode") && cluster.engine() == Engine.MYSQL) {
        String mode = sqlMode(leaf.jdbc());
        session.rules(
            LexerRules.mysql(mode.contains("ANSI_QUOTES"), mode.contains("NO_BACKSLASH_ESCAPES")));
        session.zeroIsValue(mode.contains("NO_AUTO_VALUE_ON_ZERO"));
      }
    } catch (SQLException e) {
      throw connections.told(leaf, e);
    } finally {
      connections.release(leaf);
    }
  }

  private static String sqlMode(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT @@sql_mode")) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }

  /** What LAST_INSERT_ID() is on a leaf it is for the session. */
  void keepInsertId(Leaf leaf) throws SQLException {
    facts.lastInsertId(((Number) onConnection(leaf, "SELECT LAST_INSERT_ID()")).longValue());
  }

  /** User variables that a routine has set on its leaf hold on every leaf. */
  void keepVariables(Leaf leaf) throws SQLException {
    Object names =
        onConnection(
            leaf,
            "SELECT GROUP_CONCAT(VARIABLE_NAME SEPARATOR '\n') FROM"
                + " performance_schema.user_variables_by_thread"
                + " WHERE THREAD_ID = PS_CURRENT_THREAD_ID()");
    if (names == null) {
      return;
    }
    SessionSettings settings = connections.settings();
    for (String name : String.valueOf(names).split("\n", -1)) {
      Object value = onConnection(leaf, "SELECT @" + cluster.dialect().quoteName(name));
      settings = settings.with(UserVariable.name('@' + name), cluster.dialect().literal(value));
    }
    connections.settings(settings);
  }

  private @Nullable Object onConnection(Leaf leaf, String sql) throws SQLException {
    LeafConnection connection = connections.acquire(leaf);
    try (LeafStatement statement = session.dispatch(true).statement(connection);
        ResultSet row = statement.query(sql)) {
      return row.next() ? row.getObject(1) : null;
    } catch (SQLException e) {
      connection.failed(e);
      throw e;
    } finally {
      connections.release(connection);
    }
  }
}
