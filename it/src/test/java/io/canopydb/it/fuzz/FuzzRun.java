package io.canopydb.it.fuzz;

import io.canopydb.it.differential.Answers;
import io.canopydb.it.system.TestCluster;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Statements by a seed: some hundreds on each random schema, queries first and then writes. The
 * same seed gives the same statements.
 */
final class FuzzRun implements AutoCloseable {
  private static final String DATABASE = "fuzz";
  private static final int ON_ONE_SCHEMA = 500;
  private static final int QUERIES = 430;
  private static final int LIMIT_SECONDS = 20;

  /** A larger part than this of what one server answers Canopy may not refuse. */
  private static final double MOST_REFUSED = 0.02;

  /**
   * What MySQL can't do, or makes zeros of, and Canopy may where scratch tables stand in for its
   * own.
   */
  private static final Pattern BEYOND =
      Pattern.compile(
          "You can't specify target table|prevents operation|doesn't yet support|value:"
              + " '0000-00-00'");

  /**
   * MySQL counts a subquery that is NULL as one value or as none, as its optimizer likes. A query
   * is asked again to find that out; a write is not sent.
   */
  private static final String CONTRADICTION = "COUNT(DISTINCT (SELECT";

  private static final String BARRED =
      "semijoin=off,materialization=off,derived_merge=off,derived_condition_pushdown=off,"
          + "block_nested_loop=off";

  private final Engine engine;
  private final long seed;
  private final Consumer<String> says;
  private final Map<String, Integer> refusals = new TreeMap<>();
  private final Map<String, Integer> failures = new TreeMap<>();
  private final List<String> differences = new ArrayList<>();
  private @Nullable Connection plain;
  private @Nullable Connection canopy;
  private @Nullable Connection barred;
  private FuzzSchema known;
  private boolean prepared;
  private int statements;
  private int answered;
  private int doubts;

  /**
   * @param says is told how far it is, and of what differs as it comes
   */
  FuzzRun(Engine engine, long seed, Consumer<String> says) {
    this.engine = engine;
    this.seed = seed;
    this.says = says;
    this.known = new FuzzSchema(engine, List.of(), List.of());
  }

  /** Runs so many statements; gives what differs. */
  List<String> run(int count, int mostDifferences) throws SQLException {
    for (int from = 0;
        from < count && differences.size() < mostDifferences;
        from += ON_ONE_SCHEMA) {
      FuzzSchema schema = create(FuzzSchema.random(engine, new Dice(seed + from)));
      says.accept("-- from statement " + from);
      for (int i = from; i < Math.min(count, from + ON_ONE_SCHEMA); i++) {
        Dice dice = new Dice(seed + 1_000_003L * (i + 1));
        prepared = dice.chance(30);
        if (i - from < QUERIES) {
          transactions(dice.chance(15));
          query(schema, new Queries(schema, dice).statement(), i);
        } else {
          transactions(false);
          write(schema, new Writes(schema, dice), i);
        }
      }
    }
    return List.copyOf(differences);
  }

  /** Runs so many queries, each with one expression that the parser library does not read. */
  List<String> runUnreadable(int count, int mostDifferences) throws SQLException {
    Unreadable unreadable = new Unreadable(engine);
    FuzzSchema schema = create(FuzzSchema.random(engine, new Dice(seed)));
    for (int i = 0; i < count && differences.size() < mostDifferences; i++) {
      Dice dice = new Dice(seed + 1_000_003L * (i + 1));
      prepared = dice.chance(30);
      transactions(dice.chance(15));
      query(schema, unreadable.of(new Queries(schema, dice).statement(), dice), i);
    }
    return List.copyOf(differences);
  }

  /** How many statements the plain server answered. */
  int answered() {
    return answered;
  }

  /** Whether Canopy refused more than a small part of what the plain server answered. */
  boolean refusesTooMuch() {
    return refusedPart() > MOST_REFUSED;
  }

  private double refusedPart() {
    return refused() / (double) Math.max(1, answered);
  }

  private int refused() {
    return refusals.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** What it came to. */
  String summary() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s, seed %d: %d statements, %d answered, %d of these refused (%.1f %%), %d in doubt,"
                + " %d differences",
            engine,
            seed,
            statements,
            answered,
            refused(),
            100 * refusedPart(),
            doubts,
            differences.size()));
    refusals.forEach(
        (what, times) -> text.append("\n  refused ").append(times).append(": ").append(what));
    failures.forEach(
        (what, times) -> text.append("\n  plain failed ").append(times).append(": ").append(what));
    return text.toString();
  }

  private void query(FuzzSchema schema, Node statement, int number) {
    statements++;
    Answers answers = answers(statement.sql());
    if (answers.answered()) {
      answered++;
    } else {
      String failure = String.valueOf(answers.plainFailure());
      failures.merge(
          failure.substring(0, failure.indexOf(' ', "SQLSTATE ".length())), 1, Integer::sum);
    }
    if (beyond(answers) || refused(answers) || difference(statement, answers) == null) {
      return;
    }
    if (doubtful(statement)) {
      doubts++;
      return;
    }
    Node smallest = new Shrinker(this::differs).shrink(statement);
    report(schema, smallest, difference(smallest, answers(smallest.sql())), number);
  }

  /** Whether each statement is a transaction that is rolled back. */
  private void transactions(boolean wanted) throws SQLException {
    open(plain).setAutoCommit(!wanted);
    open(canopy).setAutoCommit(!wanted);
  }

  private static void rollback(Connection connection) {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean beyond(Answers answers) {
    return BEYOND.matcher(String.valueOf(answers.plainFailure())).find();
  }

  private boolean refused(Answers answers) {
    String refusal = answers.refusal();
    if (refusal != null) {
      refusals.merge(refusal.replaceAll("[;\n].*", ""), 1, Integer::sum);
    }
    return refusal != null;
  }

  private boolean differs(Node statement) {
    Answers answers = answers(statement.sql());
    return answers.answered()
        && answers.refusal() == null
        && difference(statement, answers) != null
        && !doubtful(statement);
  }

  /**
   * Whether the plain server contradicts itself: MySQL's optimizer has bugs, so that a query has
   * other rows once some of its ways are barred.
   */
  private boolean doubtful(Node statement) {
    Answers answers = Answers.to(statement.sql(), engine, open(plain), open(barred), LIMIT_SECONDS);
    rollback(open(plain));
    return difference(statement, answers) != null;
  }

  private static @Nullable String difference(Node statement, Answers answers) {
    return answers.difference(Queries.ordered(statement));
  }

  private Answers answers(String sql) {
    Connection onPlain = open(plain);
    Connection onCanopy = open(canopy);
    Answers answers =
        prepared
            ? Answers.toPrepared(sql, engine, onPlain, onCanopy, LIMIT_SECONDS)
            : Answers.to(sql, engine, onPlain, onCanopy, LIMIT_SECONDS);
    if (String.valueOf(answers.plainFailure()).startsWith("SQLSTATE 08")) {
      throw new IllegalStateException("the plain server is gone, after " + sql);
    }
    rollback(onPlain);
    rollback(onCanopy);
    return answers;
  }

  private void write(FuzzSchema schema, Writes writes, int number) throws SQLException {
    FuzzTable table = writes.target();
    Node statement = writes.statement();
    statements++;
    if (engine == Engine.MYSQL && statement.sql().contains(CONTRADICTION)) {
      doubts++;
      return;
    }
    Answers answers = answers(statement.sql());
    answered += answers.answered() ? 1 : 0;
    boolean refused = refused(answers) || beyond(answers);
    String difference = refused ? null : answers.difference(false);
    if (difference == null && !refused && answers.answered()) {
      difference = answers("SELECT * FROM " + table.name()).difference(false);
    }
    if (difference != null) {
      report(schema, statement, difference, number);
    }
    if (difference != null || refused || !answers.answered()) {
      refill(table);
    }
  }

  private void report(FuzzSchema schema, Node statement, @Nullable String difference, int number) {
    String sql = statement.sql();
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "-- %s, seed %d, statement %d%n", engine, seed, number));
    String views =
        schema.views().stream()
            .filter(view -> names(sql, view.name()))
            .map(view -> view.create() + ";\n")
            .collect(Collectors.joining());
    for (FuzzTable table : schema.tables()) {
      if (names(sql + views, table.name())) {
        text.append(table.createCanopy()).append(";\n");
        table.inserts().forEach(insert -> text.append(insert).append(";\n"));
      }
    }
    text.append(views).append(sql).append(";\n").append(String.valueOf(difference).indent(4));
    differences.add(text.toString());
    says.accept(text.toString());
  }

  private static boolean names(String sql, String table) {
    return sql.matches("(?s).*\\b" + table + "\\b.*");
  }

  /** Makes its tables and those of its views that are valid; gives what there is. */
  private FuzzSchema create(FuzzSchema schema) throws SQLException {
    if (plain == null) {
      connect();
    }
    List<String> drops = new ArrayList<>();
    known.views().forEach(view -> drops.add("DROP VIEW " + view.name()));
    known.tables().forEach(table -> drops.add("DROP TABLE " + table.name()));
    execute(open(plain), drops);
    execute(open(canopy), drops);
    for (FuzzTable table : schema.tables()) {
      execute(open(plain), List.of(table.createPlain()));
      execute(open(canopy), List.of(table.createCanopy()));
      execute(open(plain), table.inserts());
      execute(open(canopy), table.inserts());
    }
    List<FuzzSchema.View> views = schema.views().stream().filter(this::create).toList();
    known = new FuzzSchema(engine, schema.tables(), views);
    return known;
  }

  /**
   * Makes a view on both sides. MySQL can't read some queries as derived tables that it reads as
   * views: ORDER BY a constant beside an outer join is an unknown column to it (42S22).
   */
  private boolean create(FuzzSchema.View view) {
    try {
      execute(
          open(plain),
          List.of("SELECT 1 AS c FROM (" + view.query() + ") AS derived", view.create()));
    } catch (SQLException e) {
      return false;
    }
    try {
      execute(open(canopy), List.of(view.create()));
    } catch (SQLException e) {
      throw new IllegalStateException("no view " + view.create(), e);
    }
    return true;
  }

  private void connect() throws SQLException {
    TestCluster cluster = TestCluster.of(engine);
    String drop = "DROP DATABASE IF EXISTS " + DATABASE;
    String create = "CREATE DATABASE " + DATABASE;
    execute(cluster.plainUrl(""), List.of(drop, create));
    execute(cluster.url(""), List.of(drop, create + " PARTITIONS 6"));
    plain = DriverManager.getConnection(cluster.plainUrl(DATABASE));
    canopy = DriverManager.getConnection(cluster.url(DATABASE));
    barred = DriverManager.getConnection(cluster.plainUrl(DATABASE));
    execute(
        open(barred),
        switch (engine) {
          case MYSQL -> List.of("SET SESSION optimizer_switch = '" + BARRED + "'");
          case POSTGRESQL -> List.of("SET enable_hashjoin = off", "SET enable_hashagg = off");
        });
  }

  private void refill(FuzzTable table) throws SQLException {
    for (Connection connection : List.of(open(plain), open(canopy))) {
      execute(connection, List.of("DELETE FROM " + table.name()));
      execute(connection, table.inserts());
    }
  }

  private static void execute(String url, List<String> statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      execute(connection, statements);
    }
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static Connection open(@Nullable Connection connection) {
    if (connection == null) {
      throw new IllegalStateException("no schema yet");
    }
    return connection;
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : new Connection[] {plain, canopy, barred}) {
      if (connection != null) {
        connection.close();
      }
    }
    plain = null;
    canopy = null;
  }
}
