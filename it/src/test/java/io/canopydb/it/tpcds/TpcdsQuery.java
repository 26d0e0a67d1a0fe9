package io.canopydb.it.tpcds;

import io.canopydb.metadata.model.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A query of TPC-DS, as Trino's benchmarks have it, in the words of an engine.
 *
 * @param number 1 to 99
 */
record TpcdsQuery(int number, String sql) {
  static final int COUNT = 99;

  private static final Pattern NAMESPACE = Pattern.compile(Pattern.quote("${database}.${schema}."));

  /** ORDER BY and LIMIT of the whole query alone stand at the start of a line. */
  private static final Pattern ORDER = Pattern.compile("(?m)^ORDER BY .*$");

  private static final Pattern LIMIT = Pattern.compile("(?m)^LIMIT .*$");

  /** Its words are in capitals, and its aliases are not. */
  private static final Pattern DERIVED = Pattern.compile("(?:FROM|,)\\s*(\\()\\s*SELECT");

  private static final Pattern ALIAS = Pattern.compile("\\s*[\"a-z]");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
  private static final Pattern DIVIDED = Pattern.compile("/ (?!\\d|DECIMAL)");
  private static final Pattern NAME = Pattern.compile("[A-Z]+|\"\\w+\"(?:\\.\"\\w+\")?");
  private static final Pattern OVER = Pattern.compile(" OVER \\(");
  private static final Pattern CALL = Pattern.compile("\"(\\w+)\"\\(");
  private static final Pattern DECIMAL = Pattern.compile("DECIMAL ('[^']*')");
  private static final Pattern ROLLUP = Pattern.compile("ROLLUP \\(([^()]*)\\)");

  /** All queries, the first one first. */
  static List<TpcdsQuery> all(Engine engine) throws IOException {
    List<TpcdsQuery> queries = new ArrayList<>();
    for (int number = 1; number <= COUNT; number++) {
      queries.add(new TpcdsQuery(number, adapted(engine, text(number))));
    }
    return List.copyOf(queries);
  }

  /**
   * The query with all its columns behind those that it orders by. Rows that are equal in ORDER BY
   * come in any order, and a LIMIT takes any of them; so the two servers could give different ones.
   *
   * @param columns how many columns it gives
   */
  TpcdsQuery totallyOrdered(int columns) {
    String all =
        IntStream.rangeClosed(1, columns)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    if (ORDER.matcher(sql).find()) {
      return new TpcdsQuery(number, ORDER.matcher(sql).replaceFirst("$0, " + all));
    }
    String order = "\nORDER BY " + all;
    Matcher limit = LIMIT.matcher(sql);
    return new TpcdsQuery(number, limit.find() ? limit.replaceFirst(order + "\n$0") : sql + order);
  }

  private static String text(int number) throws IOException {
    String name = "/sql/presto/tpcds/q%02d.sql".formatted(number);
    try (InputStream in = TpcdsQuery.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing");
      }
      return NAMESPACE
          .matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .replaceAll("")
          .strip();
    }
  }

  /** Trino's names don't differ by case. */
  private static String adapted(Engine engine, String sql) {
    String lower = QUOTED.matcher(sql).replaceAll(name -> name.group().toLowerCase(Locale.ROOT));
    return switch (engine) {
      case MYSQL -> forMySql(lower);
      case POSTGRESQL -> forPostgreSql(lower);
    };
  }

  private static String forMySql(String sql) {
    String named = namedTables(sql).replace("AS INTEGER", "AS SIGNED");
    String calls = CALL.matcher(named).replaceAll("$1(");
    String decimals = DECIMAL.matcher(calls).replaceAll("CAST($1 AS DECIMAL(10, 2))");
    return ROLLUP.matcher(decimals).replaceAll("$1 WITH ROLLUP").replace('"', '`');
  }

  /** Every derived table must have an alias. */
  private static String namedTables(String sql) {
    List<Integer> opening = DERIVED.matcher(sql).results().map(match -> match.start(1)).toList();
    StringBuilder named = new StringBuilder(sql);
    for (int i = opening.size() - 1; i >= 0; i--) {
      int end = closing(named, opening.get(i)) + 1;
      if (!ALIAS.matcher(named).region(end, named.length()).lookingAt()) {
        named.insert(end, " derived" + i);
      }
    }
    return named.toString();
  }

  private static int closing(CharSequence sql, int opening) {
    int depth = 0;
    for (int i = opening; i < sql.length(); i++) {
      depth += sql.charAt(i) == '(' ? 1 : sql.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("no closing bracket: " + sql);
  }

  /** An alias is no part of an expression in ORDER BY; and what is divided by 0 is an error. */
  private static String forPostgreSql(String sql) {
    String divided = dividedByNull(sql);
    Matcher order = ORDER.matcher(divided);
    return order.find() && order.group().contains("CASE")
        ? "SELECT * FROM (\n%s) ordered\n%s"
            .formatted(divided.substring(0, order.start()), divided.substring(order.start()))
        : divided;
  }

  /** Some queries divide by sums of what a small scale has none of. On MySQL that gives NULL. */
  private static String dividedByNull(String sql) {
    List<Integer> divisors = DIVIDED.matcher(sql).results().map(MatchResult::end).toList();
    StringBuilder divided = new StringBuilder(sql);
    for (int i = divisors.size() - 1; i >= 0; i--) {
      int start = divisors.get(i);
      divided.insert(operandEnd(divided, start), ", 0)");
      divided.insert(start, "NULLIF(");
    }
    return divided.toString();
  }

  /** Where a column, a bracket or a call ends, which may have OVER behind it. */
  private static int operandEnd(CharSequence sql, int start) {
    Matcher name = NAME.matcher(sql).region(start, sql.length());
    int end = name.lookingAt() ? name.end() : start;
    if (sql.charAt(end) == '(') {
      end = closing(sql, end) + 1;
    }
    Matcher over = OVER.matcher(sql).region(end, sql.length());
    return over.lookingAt() ? closing(sql, over.end() - 1) + 1 : end;
  }
}
