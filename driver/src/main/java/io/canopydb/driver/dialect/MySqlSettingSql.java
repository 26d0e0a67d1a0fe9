package io.canopydb.driver.dialect;

import io.canopydb.driver.error.CanopyError;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** MySQL's SET: {@code SET a = 1, @u = 'x', b = DEFAULT}. */
final class MySqlSettingSql implements SettingSql {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_.]+");

  /** What means the same wherever it stands: a number, a word, or a string without an escape. */
  private static final Pattern CONSTANT =
      Pattern.compile("[+-]?[0-9.]+|[A-Za-z][A-Za-z0-9_]*|'[^'\\\\]*'|\"[^\"\\\\]*\"");

  private static final Pattern UTF8 =
      Pattern.compile(
          "(?:utf8mb4|utf8mb3|utf8|'utf8mb4'|'utf8mb3'|'utf8'|\"utf8mb4\"|\"utf8mb3\"|\"utf8\"|default)"
              + "(?:\\s+collate\\s+.*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final String NAMES = "names";
  private static final String CHARACTER_SET = "character set";
  private static final String ROLE = "role";

  /** ER_INCORRECT_GLOBAL_LOCAL_VAR: the variable has no value of the session. */
  private static final int GLOBAL_ONLY = 1238;

  /** The variables of a connection that differ from the server's. */
  private static final String DIFFERENT =
      "SELECT s.VARIABLE_NAME FROM performance_schema.session_variables s"
          + " JOIN performance_schema.global_variables g ON g.VARIABLE_NAME = s.VARIABLE_NAME"
          + " WHERE s.VARIABLE_VALUE <> g.VARIABLE_VALUE ORDER BY s.VARIABLE_NAME";

  @Override
  public List<String> change(Map<String, String> from, Map<String, String> to) throws SQLException {
    Statements statements = new Statements();
    // SET NAMES and its like set several variables at once: those set after it are set again.
    boolean characterSet = false;
    for (String variable : from.keySet()) {
      if (!to.containsKey(variable)) {
        statements.add(variable, variable.startsWith("@") ? "NULL" : "DEFAULT");
        characterSet |= ofCharacterSet(variable);
      }
    }
    for (Map.Entry<String, String> wanted : to.entrySet()) {
      boolean again = characterSet && ofCharacterSet(wanted.getKey());
      if (again || !wanted.getValue().equals(from.get(wanted.getKey()))) {
        statements.add(wanted.getKey(), wanted.getValue());
        characterSet |= ofCharacterSet(wanted.getKey());
      }
    }
    return statements.texts();
  }

  private static boolean ofCharacterSet(String variable) {
    return variable.equals(NAMES)
        || variable.startsWith("character")
        || variable.startsWith("collation_");
  }

  /** Assignments joined to as few statements as mean the same as one statement for each. */
  private static final class Statements {
    private final List<String> done = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();

    void add(String variable, String value) throws SQLException {
      if (variable.equals(ROLE)) {
        end();
        done.add("SET ROLE " + value);
        return;
      }
      // All expressions of one SET are evaluated before any of its variables changes.
      if (value.indexOf('@') >= 0) {
        end();
      }
      open.append(open.isEmpty() ? "SET " : ", ").append(assignment(variable, value));
    }

    private void end() {
      if (!open.isEmpty()) {
        done.add(open.toString());
        open.setLength(0);
      }
    }

    List<String> texts() {
      end();
      return done;
    }
  }

  private static String assignment(String variable, String value) throws SQLException {
    if (variable.startsWith("@")) {
      return '@' + MySqlQuotes.name(variable.substring(1)) + " = " + value;
    }
    if (ofText(variable) && !UTF8.matcher(value).matches()) {
      // The driver sends UTF-8 whatever is set: the server would read other texts than were sent.
      throw CanopyError.UNSUPPORTED.with(
          "SET " + variable + " " + value,
          "say utf8mb4; columns of another character set are converted by the server");
    }
    if (variable.equals(NAMES)) {
      return "NAMES " + value;
    }
    if (variable.equals(CHARACTER_SET)) {
      return "CHARACTER SET " + value;
    }
    return checked(variable) + " = " + value;
  }

  /** Whether the variable decides how the server reads the texts of statements. */
  private static boolean ofText(String variable) {
    return switch (variable) {
      case NAMES, CHARACTER_SET, "character_set_client", "character_set_connection" -> true;
      default -> false;
    };
  }

  @Override
  public boolean judgedByValue(String variable) {
    return variable.startsWith("character_set_") && ofText(variable);
  }

  private static String checked(String variable) throws SQLException {
    if (!NAME.matcher(variable).matches() || variable.equals("password")) {
      throw CanopyError.UNSUPPORTED.with(
          "SET " + variable, "it is no setting that a session could keep; set it on the leaves");
    }
    return variable;
  }

  @Override
  public Map<String, String> startValues(Connection connection) throws SQLException {
    Map<String, String> values = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      List<String> names = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(DIFFERENT)) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      for (String name : names) {
        // Global ones are listed too, and differ where they change between the two readings.
        try (ResultSet row = statement.executeQuery("SELECT @@SESSION." + quoted(name))) {
          row.next();
          values.put(name, literal(row.getObject(1)));
        } catch (SQLException e) {
          if (e.getErrorCode() != GLOBAL_ONLY) {
            throw e;
          }
        }
      }
    }
    return values;
  }

  @Override
  public String constant(Connection connection, String variable, String expression)
      throws SQLException {
    boolean words =
        variable.equals(NAMES) || variable.equals(CHARACTER_SET) || variable.equals(ROLE);
    if (words || variable.startsWith("@") || CONSTANT.matcher(expression).matches()) {
      return expression;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT @@SESSION." + quoted(checked(variable)))) {
      row.next();
      return literal(row.getObject(1));
    }
  }

  @Override
  public String name(String variable) throws SQLException {
    return checked(variable);
  }

  @Override
  public String expression(String variable, String text) {
    return MySqlQuotes.text(text);
  }

  /** A variable of a component has a dot. */
  private static String quoted(String variable) {
    return MySqlQuotes.name(variable).replace(".", "`.`");
  }

  /** Each leaf would cut off its own rows. */
  @Override
  public void check(String variable, String expression) throws SQLException {
    if (variable.equals("sql_select_limit") && !expression.equalsIgnoreCase("default")) {
      throw CanopyError.UNSUPPORTED.with("SET sql_select_limit", "say LIMIT in the query");
    }
  }

  @Override
  public void checkProperties(Map<String, String> properties) {}

  @Override
  public String isolationVariable() {
    return "transaction_isolation";
  }

  @Override
  public String isolation(int level) {
    return '\'' + IsolationLevel.name(level, '-') + '\'';
  }

  @Override
  public OptionalInt isolationLevel(String expression) {
    return IsolationLevel.number(expression);
  }

  private static String literal(@Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    return value instanceof Number ? value.toString() : MySqlQuotes.text(value.toString());
  }
}
