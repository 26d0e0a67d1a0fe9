package io.canopydb.driver.parse;

import io.canopydb.driver.parse.command.SyncVariable;
import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function whose answer belongs to the user's session, and not to the connection of the
 * leaf that would evaluate it. This is the one list of them, for both engines and for every kind of
 * statement.
 *
 * @param first its first token, a schema's name included
 * @param last its closing bracket, or the variable
 * @param arguments the tokens of each argument
 */
public record SessionCall(Function function, int first, int last, List<Argument> arguments) {

  public SessionCall {
    arguments = List.copyOf(arguments);
  }

  /** The functions. */
  public enum Function {
    NEXTVAL,
    CURRVAL,
    LASTVAL,
    SETVAL,
    SET_CONFIG,
    /** MySQL's LAST_INSERT_ID(), and the variables that say the same. */
    LAST_INSERT_ID,
    ROW_COUNT,
    FOUND_ROWS,
    WARNING_COUNT,
    ERROR_COUNT,
    /** A number of the session's own connection, such as CONNECTION_ID(). */
    OF_CONNECTION,
    /** MySQL's {@code @@name} and PostgreSQL's current_setting('name') of a cluster variable. */
    CLUSTER_VARIABLE
  }

  /** Tokens, both ends included; none where {@code first} is the greater. */
  public record Argument(int first, int last) {}

  private static final Map<String, Function> POSTGRESQL =
      Map.ofEntries(
          Map.entry("nextval", Function.NEXTVAL),
          Map.entry("currval", Function.CURRVAL),
          Map.entry("lastval", Function.LASTVAL),
          Map.entry("setval", Function.SETVAL),
          Map.entry("set_config", Function.SET_CONFIG),
          Map.entry("pg_backend_pid", Function.OF_CONNECTION),
          Map.entry("txid_current", Function.OF_CONNECTION),
          Map.entry("txid_current_if_assigned", Function.OF_CONNECTION),
          Map.entry("pg_current_xact_id", Function.OF_CONNECTION),
          Map.entry("pg_current_xact_id_if_assigned", Function.OF_CONNECTION));

  private static final Map<String, Function> MYSQL =
      Map.of(
          "last_insert_id", Function.LAST_INSERT_ID,
          "row_count", Function.ROW_COUNT,
          "found_rows", Function.FOUND_ROWS,
          "connection_id", Function.OF_CONNECTION);

  private static final Map<String, Function> MYSQL_VARIABLES =
      Map.of(
          "last_insert_id", Function.LAST_INSERT_ID,
          "identity", Function.LAST_INSERT_ID,
          "warning_count", Function.WARNING_COUNT,
          "error_count", Function.ERROR_COUNT);

  /** All calls in a statement, from left to right, but those inside of others. */
  public static List<SessionCall> in(Tokens tokens) {
    List<SessionCall> calls = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      SessionCall call = at(tokens, i);
      if (call != null) {
        calls.add(call);
        i = call.last();
      }
    }
    return List.copyOf(calls);
  }

  /**
   * Whether a statement gives LAST_INSERT_ID() a value: by LAST_INSERT_ID(expression).
   *
   * @param calls all calls in it
   */
  public static boolean setInsertId(List<SessionCall> calls) {
    return calls.stream().anyMatch(SessionCall::setsInsertId);
  }

  /** Whether a statement reads LAST_INSERT_ID(). */
  public static boolean readInsertId(List<SessionCall> calls) {
    return calls.stream()
        .anyMatch(call -> call.function() == Function.LAST_INSERT_ID && !call.setsInsertId());
  }

  boolean setsInsertId() {
    return function == Function.LAST_INSERT_ID && !arguments.isEmpty();
  }

  static @Nullable SessionCall at(Tokens tokens, int i) {
    boolean mySql = tokens.rules().engine() == Engine.MYSQL;
    if (mySql && tokens.isKind(i, TokenKind.VARIABLE)) {
      Function function =
          clusterVariable(tokens, i).isPresent()
              ? Function.CLUSTER_VARIABLE
              : MYSQL_VARIABLES.get(sessionVariable(tokens.text(i)));
      // Where it is assigned to it is not read.
      boolean assigned =
          tokens.isOperator(i + 1, ":=") || (tokens.is(0, "SET") && tokens.isOperator(i + 1, "="));
      return function == null || assigned ? null : new SessionCall(function, i, i, List.of());
    }
    String called = tokens.calledFunction(i);
    if (called == null || tokens.closing(i + 1) < 0) {
      return null;
    }
    boolean ofCluster =
        called.equalsIgnoreCase("current_setting") && clusterVariable(tokens, i + 2).isPresent();
    Function function =
        ofCluster
            ? Function.CLUSTER_VARIABLE
            : (mySql ? MYSQL : POSTGRESQL).get(called.toLowerCase(Locale.ROOT));
    if (function == null) {
      return null;
    }
    int first = i;
    if (i > 0 && tokens.isKind(i - 1, TokenKind.DOT)) {
      if (mySql
          || i < 2
          || !tokens.isIdentifier(i - 2)
          || !tokens.identifier(i - 2).equals("pg_catalog")
          || tokens.isKind(i - 3, TokenKind.DOT)) {
        return null;
      }
      first = i - 2;
    }
    int close = tokens.closing(i + 1);
    return new SessionCall(function, first, close, arguments(tokens, i + 1, close));
  }

  /** The cluster variable that is read. */
  public SyncVariable variable(Tokens tokens) {
    return clusterVariable(tokens, arguments.isEmpty() ? first : arguments.get(0).first())
        .orElseThrow();
  }

  private static Optional<SyncVariable> clusterVariable(Tokens tokens, int i) {
    @Nullable String name;
    if (tokens.rules().engine() == Engine.MYSQL) {
      name = tokens.isKind(i, TokenKind.VARIABLE) ? sessionVariable(tokens.text(i)) : null;
    } else {
      name = tokens.isKind(i, TokenKind.STRING) ? tokens.string(i) : null;
    }
    return name == null
        ? Optional.empty()
        : SyncVariable.of(name.startsWith("global.") ? name.substring("global.".length()) : name);
  }

  /** {@code @@session.identity} without what stands before the name; empty for a user variable. */
  private static String sessionVariable(String variable) {
    if (!variable.startsWith("@@")) {
      return "";
    }
    String name = variable.substring(2).toLowerCase(Locale.ROOT).replace("`", "");
    return name.startsWith("session.")
        ? name.substring("session.".length())
        : name.startsWith("local.") ? name.substring("local.".length()) : name;
  }

  static List<Argument> arguments(Tokens tokens, int open, int close) {
    List<Argument> arguments = new ArrayList<>();
    int depth = tokens.depth(open) + 1;
    int from = open + 1;
    for (int i = open + 1; i < close; i++) {
      if (tokens.isKind(i, TokenKind.COMMA) && tokens.depth(i) == depth) {
        arguments.add(new Argument(from, i - 1));
        from = i + 1;
      }
    }
    if (from < close) {
      arguments.add(new Argument(from, close - 1));
    }
    return arguments;
  }
}
