package io.canopydb.driver.session;

import io.canopydb.driver.execute.ObjectParameter;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.SelectItems;
import io.canopydb.driver.parse.SessionCall;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.parse.command.SyncVariable;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.Engine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers the functions that know something of the user's session, in statements of every kind: the
 * session's value stands in the statement in place of each call, as a parameter, since a leaf would
 * answer for its own connection.
 *
 * <p>What a leaf knows better stays in the text, such as a sequence that is not there. The labels
 * of a result are those of the user's own text.
 */
final class SessionCalls {
  private final SessionState session;
  private final Cluster cluster;
  private final SessionConnections connections;
  private final SessionFacts facts;
  private final OwnQueries own;
  private final SequenceCalls sequences;
  private final ConfigCalls config;

  SessionCalls(SessionState session, OwnQueries own) {
    this.session = session;
    this.cluster = session.cluster();
    this.connections = session.connections();
    this.facts = session.facts();
    this.own = own;
    this.sequences = new SequenceCalls(session);
    this.config = new ConfigCalls(cluster, connections, new SessionVariables(session, own));
  }

  /** The statement with its calls answered. */
  TextEdits.Edited answered(ReadStatement read, @Nullable Parameter[] parameters)
      throws SQLException {
    TextEdits edits = new TextEdits(read, parameters);
    Tokens tokens = read.shape().tokens();
    List<SelectItems.Item> items = SelectItems.of(tokens);
    List<SessionCall> answered = new ArrayList<>();
    for (SessionCall call : read.shape().calls()) {
      CallSite site = new CallSite(read, call, edits, items, own);
      if (call.function() == SessionCall.Function.SETVAL && sequences.ofRows(site)) {
        return sequences.setForRows(site);
      }
      CallValue value = value(site);
      if (value != null) {
        edits.replace(call.first(), call.last(), value.sql(), value.parameters());
        answered.add(call);
      }
    }
    if (edits.isEmpty()) {
      return new TextEdits.Edited(read, parameters);
    }
    for (SelectItems.Item item : items) {
      String label = item.named() ? null : label(tokens, item, answered);
      if (label != null) {
        edits.insertAfter(item.last(), " AS " + cluster.dialect().quoteName(label));
      }
    }
    return edits.apply(session);
  }

  /** What the engine calls an item that has no alias and holds a call; null where it still does. */
  private @Nullable String label(Tokens tokens, SelectItems.Item item, List<SessionCall> answered) {
    for (SessionCall call : answered) {
      if (item.first() <= call.first() && call.last() <= item.last()) {
        boolean whole = item.first() == call.first() && onlyCasts(tokens, call.last(), item.last());
        switch (cluster.engine()) {
          case MYSQL -> {
            return tokens.text(item.first(), item.last());
          }
          case POSTGRESQL -> {
            if (whole) {
              int name = tokens.isKind(call.first() + 1, TokenKind.DOT) ? 2 : 0;
              return tokens.identifier(call.first() + name);
            }
          }
        }
      }
    }
    return null;
  }

  /** Whether nothing but casts follows a call: the name of the function then is the label. */
  private static boolean onlyCasts(Tokens tokens, int call, int last) {
    for (int i = call + 1; i <= last; i++) {
      boolean ofCast =
          (i == call + 1 || tokens.isKind(i, TokenKind.OPERATOR))
              ? tokens.isOperator(i, "::")
              : tokens.isIdentifier(i) || tokens.depth(i) > tokens.depth(last);
      if (!ofCast) {
        return false;
      }
    }
    return true;
  }

  private @Nullable CallValue value(CallSite site) throws SQLException {
    SessionCall call = site.call();
    return switch (call.function()) {
      case NEXTVAL, CURRVAL, LASTVAL, SETVAL -> sequences.value(site);
      case SET_CONFIG -> config.value(site);
      case LAST_INSERT_ID ->
          staysForAssignment(site) ? null : CallValue.of(facts.lastInsertId(), "UNSIGNED", site);
      case ROW_COUNT -> CallValue.of(facts.rowCount(), "SIGNED", site);
      case FOUND_ROWS -> CallValue.of(facts.foundRows(), "SIGNED", site);
      case WARNING_COUNT -> CallValue.of(facts.warningCount(), "UNSIGNED", site);
      case ERROR_COUNT -> CallValue.of(facts.errorCount(), "UNSIGNED", site);
      case OF_CONNECTION -> ofConnection(site);
      case CLUSTER_VARIABLE -> clusterVariable(site);
    };
  }

  private CallValue clusterVariable(CallSite site) {
    SyncVariable variable = site.call().variable(site.tokens());
    String value = variable.value(session.map());
    return switch (cluster.engine()) {
      case MYSQL ->
          variable.isNumber()
              ? CallValue.of(Long.valueOf(value), "UNSIGNED", site)
              : CallValue.of(value, "CHAR", site);
      case POSTGRESQL -> CallValue.of(value, "text", site);
    };
  }

  /**
   * LAST_INSERT_ID(expression), which the leaf evaluates; and in a query or UPDATE also
   * LAST_INSERT_ID() beside it, which sees what was assigned: the leaf is told the session's value
   * before.
   */
  private static boolean staysForAssignment(CallSite site) {
    return !site.call().arguments().isEmpty()
        || ((site.kind() instanceof StatementKind.Query
                || site.kind() instanceof StatementKind.Update)
            && SessionCall.setInsertId(site.read().shape().calls()));
  }

  /** Numbers of the one connection that stands for the session; it lies where its locks are. */
  private @Nullable CallValue ofConnection(CallSite site) throws SQLException {
    if (site.kind() instanceof StatementKind.Query && !site.readsRows()) {
      return null;
    }
    if (!site.call().arguments().isEmpty()) {
      return null;
    }
    String text = site.tokens().text(site.call().first(), site.call().last());
    LeafConnection leaf = connections.acquire(connections.lockLeaf());
    try (Statement statement = leaf.jdbc().createStatement();
        ResultSet row = statement.executeQuery("SELECT " + text)) {
      row.next();
      Object value = row.getObject(1);
      boolean number = value instanceof Number;
      if (cluster.engine() == Engine.MYSQL) {
        return CallValue.of(value, "UNSIGNED", site);
      }
      return number
          ? CallValue.of(value, value instanceof Integer ? "integer" : "bigint", site)
          : new CallValue("CAST(? AS xid8)", List.of(new ObjectParameter(row.getString(1))));
    } catch (SQLException e) {
      leaf.failed(e);
      throw e;
    } finally {
      connections.release(leaf);
    }
  }
}
