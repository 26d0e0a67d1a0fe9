package io.canopydb.driver.session;

import io.canopydb.driver.error.CanopyError;
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
import java.util.Locale;
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
  private final ClusterSession session;
  private final Cluster cluster;
  private final SessionConnections connections;
  private final SessionFacts facts;
  private final SequenceCalls sequences;
  private final ConfigCalls config;

  SessionCalls(
      ClusterSession session,
      Cluster cluster,
      SessionConnections connections,
      SessionFacts facts,
      SequenceCalls sequences,
      ConfigCalls config) {
    this.session = session;
    this.cluster = cluster;
    this.connections = connections;
    this.facts = facts;
    this.sequences = sequences;
    this.config = config;
  }

  /**
   * What stands in the place of a call.
   *
   * @param sql an expression
   * @param parameters those that it names
   */
  record Value(String sql, List<Parameter> parameters) {
    Value {
      parameters = List.copyOf(parameters);
    }

    /** A value of a type, which matters where it is shown. */
    static Value of(@Nullable Object value, String type, Site site) {
      if (value == null) {
        return new Value("CAST(NULL AS " + type + ")", List.of());
      }
      return new Value(
          site.shown() ? "CAST(? AS " + type + ")" : "?", List.of(new ObjectParameter(value)));
    }
  }

  /** One call in one execution of a statement. */
  final class Site {
    private final ClusterSession.Read read;
    private final SessionCall call;
    private final TextEdits edits;
    private final List<SelectItems.Item> items;

    Site(
        ClusterSession.Read read, SessionCall call, TextEdits edits, List<SelectItems.Item> items) {
      this.read = read;
      this.call = call;
      this.edits = edits;
      this.items = items;
    }

    Tokens tokens() {
      return read.shape().tokens();
    }

    SessionCall call() {
      return call;
    }

    StatementKind kind() {
      return read.shape().kind();
    }

    /** Whether it is part of what a query shows. */
    boolean shown() {
      return kind() instanceof StatementKind.Query
          && items.stream()
              .anyMatch(item -> item.first() <= call.first() && call.last() <= item.last());
    }

    String name() {
      return call.function().name().toLowerCase(Locale.ROOT);
    }

    /** The parameters of an argument. */
    List<@Nullable Parameter> parameters(SessionCall.Argument argument) {
      return edits.parametersIn(argument.first(), argument.last());
    }

    /** Whether rows are read anywhere: FROM that is no word of EXTRACT, TRIM and the like. */
    boolean readsRows() {
      Tokens tokens = tokens();
      for (int i = 0; i < tokens.size(); i++) {
        boolean within = i >= call.first() && i <= call.last();
        if (!within
            && tokens.is(i, "FROM")
            && !tokens.is(i - 1, "DISTINCT")
            && !isOfFunction(tokens, i)) {
          return true;
        }
      }
      return false;
    }

    /** Whether it may not be evaluated, or more than once: in CASE, AND, WHERE and the like. */
    boolean conditional() {
      Tokens tokens = tokens();
      for (int i = 0; i < tokens.size(); i++) {
        boolean within = i >= call.first() && i <= call.last();
        if (!within
            && tokens.isAny(i, "CASE", "COALESCE", "NULLIF", "AND", "OR", "WHERE", "HAVING")) {
          return true;
        }
      }
      return false;
    }

    /** The values of the arguments, which must not depend on rows. */
    List<@Nullable Object> arguments() throws SQLException {
      List<String> texts = new ArrayList<>();
      List<@Nullable Parameter> values = new ArrayList<>();
      for (SessionCall.Argument argument : call.arguments()) {
        texts.add(tokens().text(argument.first(), argument.last()));
        values.addAll(parameters(argument));
      }
      List<List<@Nullable Object>> rows = rows("SELECT " + String.join(", ", texts), values);
      return rows.get(0);
    }

    /** The rows of a query with the parameters of this execution. */
    List<List<@Nullable Object>> rows(String sql, List<@Nullable Parameter> values)
        throws SQLException {
      return session.own().rows(sql, read.prepared(), values);
    }
  }

  private static boolean isOfFunction(Tokens tokens, int from) {
    int open = from;
    while (open >= 0
        && !(tokens.isKind(open, TokenKind.OPEN) && tokens.depth(open) < tokens.depth(from))) {
      open--;
    }
    return open > 0
        && tokens.isAny(open - 1, "EXTRACT", "TRIM", "SUBSTRING", "OVERLAY", "POSITION");
  }

  /** The statement with its calls answered. */
  TextEdits.Edited answered(ClusterSession.Read read, @Nullable Parameter[] parameters)
      throws SQLException {
    TextEdits edits = new TextEdits(read, parameters);
    Tokens tokens = read.shape().tokens();
    List<SelectItems.Item> items = SelectItems.of(tokens);
    List<SessionCall> answered = new ArrayList<>();
    for (SessionCall call : read.shape().calls()) {
      Site site = new Site(read, call, edits, items);
      if (call.function() == SessionCall.Function.SETVAL && sequences.ofRows(site)) {
        return sequences.setForRows(site);
      }
      Value value = value(site);
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

  private @Nullable Value value(Site site) throws SQLException {
    SessionCall call = site.call();
    return switch (call.function()) {
      case NEXTVAL, CURRVAL, LASTVAL, SETVAL -> sequences.value(site);
      case SET_CONFIG -> config.value(site);
      case LAST_INSERT_ID ->
          staysForAssignment(site) ? null : Value.of(facts.lastInsertId(), "UNSIGNED", site);
      case ROW_COUNT -> Value.of(facts.rowCount(), "SIGNED", site);
      case FOUND_ROWS -> Value.of(facts.foundRows(), "SIGNED", site);
      case WARNING_COUNT -> Value.of(facts.warningCount(), "UNSIGNED", site);
      case ERROR_COUNT -> Value.of(facts.errorCount(), "UNSIGNED", site);
      case OF_CONNECTION -> ofConnection(site);
      case CLUSTER_VARIABLE -> clusterVariable(site);
    };
  }

  private Value clusterVariable(Site site) {
    SyncVariable variable = site.call().variable(site.tokens());
    String value = variable.value(cluster.store().snapshot());
    return switch (cluster.engine()) {
      case MYSQL ->
          variable.isNumber()
              ? Value.of(Long.valueOf(value), "UNSIGNED", site)
              : Value.of(value, "CHAR", site);
      case POSTGRESQL -> Value.of(value, "text", site);
    };
  }

  /**
   * LAST_INSERT_ID(expression), which the leaf evaluates; and in a query or UPDATE also
   * LAST_INSERT_ID() beside it, which sees what was assigned: the leaf is told the session's value
   * before.
   */
  private static boolean staysForAssignment(Site site) {
    return !site.call().arguments().isEmpty()
        || ((site.kind() instanceof StatementKind.Query
                || site.kind() instanceof StatementKind.Update)
            && SessionCall.setInsertId(site.read.shape().calls()));
  }

  /** Numbers of the one connection that stands for the session; it lies where its locks are. */
  private @Nullable Value ofConnection(Site site) throws SQLException {
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
        return Value.of(value, "UNSIGNED", site);
      }
      return number
          ? Value.of(value, value instanceof Integer ? "integer" : "bigint", site)
          : new Value("CAST(? AS xid8)", List.of(new ObjectParameter(row.getString(1))));
    } catch (SQLException e) {
      leaf.failed(e);
      throw e;
    } finally {
      connections.release(leaf);
    }
  }

  static SQLException refused(String construct, String wayRound) {
    return CanopyError.UNSUPPORTED.with(construct, wayRound);
  }
}
