package io.canopydb.driver.dialect;

import io.canopydb.driver.error.CanopyError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's SET and RESET, in one text that PgJDBC sends in one round trip. */
final class PostgreSqlSettingSql implements SettingSql {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_.]+");

  /** Settings whose text is a list of names, of which SET takes each by itself. */
  private static final Set<String> LISTS_OF_NAMES =
      Set.of(
          "search_path",
          "temp_tablespaces",
          "local_preload_libraries",
          "session_preload_libraries");

  private static final Pattern LISTED_NAME = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^,\\s\"]+)");

  private static final String SESSION_AUTHORIZATION = "session authorization";
  private static final String ROLE = "role";

  /**
   * The values that some settings may have. Rows that move between leaves are texts: fewer digits
   * would cut floating-point numbers, and without array_nulls a NULL in an array would become a
   * word. Canopy's lexer knows strings of the standard only.
   */
  private static final Map<String, Pattern> ALLOWED =
      Map.of(
          "extra_float_digits", Pattern.compile("\\+?0*[123]"),
          "standard_conforming_strings", Pattern.compile("on|tr?u?e?|ye?s?|1"),
          "array_nulls", Pattern.compile("on|tr?u?e?|ye?s?|1"));

  /** Of those that the leaves' driver closes its connection for, each value that there is. */
  private static final Map<String, Pattern> FORBIDDEN =
      Map.of(
          "datestyle", Pattern.compile(".*\\b(sql|postgres|postgresql|german)\\b.*"),
          "client_encoding", OtherEncodings.NAMES,
          "names", OtherEncodings.NAMES);

  /** What set_config makes of an empty text: no name at all, which SET has no words for. */
  private static final String NO_NAMES = "\0";

  private static final class OtherEncodings {
    static final Pattern NAMES =
        Pattern.compile(
            "(sql_?ascii|latin|iso|win|koi8|euc|mule|s?jis|shift|mskanji|big5|uhc|gb|johab|tcvn"
                + "|vscii|abc|alt).*");
  }

  @Override
  public List<String> change(Map<String, String> from, Map<String, String> to) throws SQLException {
    List<String> statements = new ArrayList<>();
    boolean account = false;
    // The account first: the others may be reset only with the rights of the one who set them.
    for (String variable : List.of(SESSION_AUTHORIZATION, ROLE)) {
      if (from.containsKey(variable) && !to.containsKey(variable)) {
        statements.add(reset(variable));
        account = true;
      }
    }
    for (String variable : from.keySet()) {
      if (!to.containsKey(variable) && !ofAccount(variable)) {
        statements.add(reset(variable));
      }
    }
    for (Map.Entry<String, String> wanted : to.entrySet()) {
      boolean again = account && ofAccount(wanted.getKey());
      if (again || !wanted.getValue().equals(from.get(wanted.getKey()))) {
        statements.add(set(wanted.getKey(), wanted.getValue()));
        account |= ofAccount(wanted.getKey());
      }
    }
    return statements.isEmpty() ? List.of() : List.of(String.join("; ", statements));
  }

  /** SET SESSION AUTHORIZATION also resets the role. */
  private static boolean ofAccount(String variable) {
    return variable.equals(SESSION_AUTHORIZATION) || variable.equals(ROLE);
  }

  private String set(String variable, String value) throws SQLException {
    return switch (variable) {
      case SESSION_AUTHORIZATION -> "SET SESSION AUTHORIZATION " + value;
      case ROLE -> "SET ROLE " + value;
      case "names" -> "SET NAMES " + value;
      // Takes what SET timezone TO takes, and also LOCAL, numbers and intervals.
      case "timezone" -> "SET TIME ZONE " + value;
      default ->
          value.equals(NO_NAMES)
              ? noNames(variable, false)
              : "SET " + name(variable) + " TO " + value;
    };
  }

  private static String noNames(String variable, boolean local) {
    return "SELECT pg_catalog.set_config("
        + PostgreSqlQuotes.text(variable)
        + ", '', "
        + local
        + ")";
  }

  @Override
  public String local(String variable, String expression) throws SQLException {
    return expression.equals(NO_NAMES)
        ? noNames(variable, true)
        : SettingSql.super.local(variable, expression);
  }

  private String reset(String variable) throws SQLException {
    return switch (variable) {
      case SESSION_AUTHORIZATION -> "RESET SESSION AUTHORIZATION";
      case "names" -> "RESET client_encoding";
      default -> "RESET " + name(variable);
    };
  }

  /** Applications call their own settings what they like, such as {@code app.user}. */
  @Override
  public String name(String variable) throws SQLException {
    checked(variable);
    return variable.indexOf('.') < 0 ? variable : '"' + variable.replace(".", "\".\"") + '"';
  }

  private static void checked(String variable) throws SQLException {
    if (!NAME.matcher(variable).matches()
        || variable.equals("transaction")
        || variable.equals("constraints")) {
      throw CanopyError.UNSUPPORTED.with(
          "SET " + variable, "it is no setting that a session could keep");
    }
  }

  @Override
  public Map<String, String> startValues(Connection connection) {
    return Map.of();
  }

  /** PostgreSQL's SET takes no expressions. */
  @Override
  public String constant(Connection connection, String variable, String expression) {
    return expression;
  }

  @Override
  public String expression(String variable, String text) {
    if (!LISTS_OF_NAMES.contains(variable)) {
      return PostgreSqlQuotes.text(text);
    }
    StringJoiner names = new StringJoiner(", ").setEmptyValue(NO_NAMES);
    Matcher matcher = LISTED_NAME.matcher(text);
    while (matcher.find()) {
      String quoted = matcher.group(1);
      names.add(
          PostgreSqlQuotes.text(
              quoted == null
                  ? matcher.group(2).toLowerCase(Locale.ROOT)
                  : quoted.replace("\"\"", "\"")));
    }
    return names.toString();
  }

  @Override
  public void check(String variable, String expression) throws SQLException {
    Pattern allowed = ALLOWED.get(variable);
    String value = expression.strip().toLowerCase(Locale.ROOT);
    String bare = value.replaceAll("^'\\s*|\\s*'$", "");
    if (allowed != null && !value.equals("default") && !allowed.matcher(bare).matches()) {
      throw refused(variable, expression);
    }
    Pattern forbidden = FORBIDDEN.get(variable);
    if (forbidden != null && forbidden.matcher(bare).matches()) {
      throw refused(variable, expression);
    }
  }

  /** No application needs them there: so it is not read what the text says of them. */
  @Override
  public void checkProperties(Map<String, String> properties) throws SQLException {
    String options = properties.getOrDefault("options", "").toLowerCase(Locale.ROOT);
    for (String variable : ALLOWED.keySet()) {
      // The server takes a hyphen for an underscore.
      if (options.replace('-', '_').contains(variable)) {
        throw refused(variable, "..");
      }
    }
  }

  private static SQLException refused(String variable, String value) {
    return CanopyError.UNSUPPORTED.with(
        "SET " + variable + " = " + value, "leave it as it is by default");
  }

  @Override
  public String isolationVariable() {
    return "default_transaction_isolation";
  }

  @Override
  public String isolation(int level) {
    return '\'' + IsolationLevel.name(level, ' ').toLowerCase(Locale.ROOT) + '\'';
  }

  @Override
  public OptionalInt isolationLevel(String expression) {
    return IsolationLevel.number(expression);
  }
}
