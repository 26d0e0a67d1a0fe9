package io.canopydb.proxy.wire.postgresql;

import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.session.Outcome;
import io.canopydb.driver.session.Session;
import io.canopydb.driver.session.TransactionStatus;
import io.canopydb.proxy.server.ClientGoneException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client's settings: those that it starts with, and those that it is told of when they change.
 */
final class Settings {
  private static final @Nullable Parameter[] NONE = {};

  /**
   * Those that PostgreSQL reports, but for {@code session_authorization}, which is the client's.
   */
  private static final List<String> REPORTED =
      List.of(
          "server_version",
          "server_encoding",
          "client_encoding",
          "application_name",
          "default_transaction_read_only",
          "in_hot_standby",
          "is_superuser",
          "DateStyle",
          "IntervalStyle",
          "TimeZone",
          "integer_datetimes",
          "standard_conforming_strings",
          "scram_iterations",
          "search_path");

  private static final Set<String> UTF_8 = Set.of("utf8", "unicode");

  private static final Set<String> OF_LOG_IN = Set.of("user", "database", "replication", "options");

  /** Words that a statement begins with which may change a setting. */
  private static final List<String> CHANGING = List.of("set", "reset", "discard", "rollback");

  private final Session session;
  private final BackendMessages out;
  private final Map<String, String> told = new LinkedHashMap<>();

  Settings(Session session, BackendMessages out) {
    this.session = session;
    this.out = out;
  }

  /** Sets what the client said when it logged in. */
  void start(Map<String, String> options) throws SQLException {
    Map<String, String> settings = new LinkedHashMap<>();
    // The leaves' driver has a name of its own for its connections.
    settings.put("application_name", "");
    for (Map.Entry<String, String> option : options.entrySet()) {
      if (!OF_LOG_IN.contains(option.getKey())) {
        settings.put(option.getKey(), option.getValue());
      }
    }
    settings.putAll(commandLine(options.getOrDefault("options", "")));
    leaveEncoding(settings);
    List<String> calls = new ArrayList<>();
    settings.forEach(
        (name, value) ->
            calls.add("set_config(" + literal(name) + ", " + literal(value) + ", false)"));
    run("SELECT " + String.join(", ", calls));
    session.settingsAreStart();
  }

  /** What is sent is UTF-8; of other encodings the core and the engine have their say. */
  private static void leaveEncoding(Map<String, String> settings) {
    String encoding = settings.getOrDefault("client_encoding", "");
    if (UTF_8.contains(encoding.toLowerCase(Locale.ROOT).replace("-", "").replace("'", ""))) {
      settings.remove("client_encoding");
    }
  }

  /**
   * Options as of a command line: {@code -c name=value --name=value}, with blanks as {@code \ }.
   */
  private static Map<String, String> commandLine(String options) throws SQLException {
    Map<String, String> settings = new LinkedHashMap<>();
    boolean setting = false;
    for (String word : words(options)) {
      String assigned;
      if (setting) {
        assigned = word;
      } else if (word.equals("-c")) {
        setting = true;
        continue;
      } else if (word.startsWith("-c")) {
        assigned = word.substring(2);
      } else if (word.startsWith("--")) {
        assigned = word.substring(2);
      } else {
        throw new SQLException("invalid command-line argument for server: " + word, "42601");
      }
      setting = false;
      int equals = assigned.indexOf('=');
      if (equals < 1) {
        throw new SQLException("-c " + assigned + " requires a value", "42601");
      }
      settings.put(assigned.substring(0, equals).replace('-', '_'), assigned.substring(equals + 1));
    }
    return settings;
  }

  private static List<String> words(String options) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < options.length(); i++) {
      char c = options.charAt(i);
      if (c == '\\' && i + 1 < options.length()) {
        word.append(options.charAt(++i));
      } else if (Character.isWhitespace(c)) {
        if (!word.isEmpty()) {
          words.add(word.toString());
          word.setLength(0);
        }
      } else {
        word.append(c);
      }
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private void run(String sql) throws SQLException {
    Outcome outcome = session.execute(session.prepare(sql, false), NONE, ExecuteOptions.DEFAULT);
    if (outcome instanceof Outcome.Rows rows) {
      rows.cursor().close();
    }
  }

  /** Tells all, when the client has logged in. */
  void reportAll(String user) throws SQLException, ClientGoneException {
    told.put("session_authorization", user);
    out.parameter("session_authorization", user);
    report();
  }

  /** Whether a statement may change what is reported. */
  static boolean mayChange(String text) {
    String start = text.stripLeading();
    for (String word : CHANGING) {
      if (start.regionMatches(true, 0, word, 0, word.length())) {
        return true;
      }
    }
    return text.toLowerCase(Locale.ROOT).contains("set_config");
  }

  /** Tells those that have changed. */
  void report() throws SQLException, ClientGoneException {
    if (session.transactionStatus() == TransactionStatus.FAILED) {
      return;
    }
    StringBuilder question = new StringBuilder("SELECT ");
    for (String name : REPORTED) {
      question
          .append(question.length() > 7 ? ", " : "")
          .append("current_setting('")
          .append(name)
          .append("', true)");
    }
    List<@Nullable String> now =
        session.onShell(
            leaf -> {
              try (Statement statement = leaf.createStatement();
                  ResultSet row = statement.executeQuery(question.toString())) {
                List<@Nullable String> values = new ArrayList<>();
                row.next();
                for (int i = 1; i <= REPORTED.size(); i++) {
                  values.add(row.getString(i));
                }
                return values;
              }
            });
    for (int i = 0; i < REPORTED.size(); i++) {
      String value = now.get(i);
      if (value != null && !value.equals(told.put(REPORTED.get(i), value))) {
        out.parameter(REPORTED.get(i), value);
      }
    }
  }
}
