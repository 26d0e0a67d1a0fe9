package io.canopydb.it.tpcds;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.it.differential.Answers;
import io.canopydb.it.system.TestCluster;
import io.canopydb.metadata.model.Engine;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The 99 queries of TPC-DS give what one plain server gives.
 *
 * <p>{@code -Dcanopy.tpcds.scale=0.01} takes more rows, from 0.01 on as many as the benchmark does.
 */
class TpcdsTest {
  private static final double DEFAULT_SCALE = 0.003;
  private static final double SCALE =
      Double.parseDouble(System.getProperty("canopy.tpcds.scale", Double.toString(DEFAULT_SCALE)));

  private static final String DATABASE = "tpcds";
  private static final String PLAIN_DATABASE = "tpcds_plain";
  private static final int LIMIT_SECONDS = 60;

  /** The queries that the plain server does not answer, with its SQLSTATE; all others agree. */
  private static final Map<Engine, Map<Integer, String>> NOT_ANSWERED =
      Map.of(
          Engine.MYSQL,
          Map.of(
              // FULL JOIN, which MySQL lacks
              51, "42000",
              97, "42S22"),
          Engine.POSTGRESQL,
          Map.of());

  /** Of so many queries the rest finds no row among the few there are. */
  private static final int WITH_ROWS = 70;

  private static final List<Connection> OPEN = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> mySql() throws SQLException, IOException {
    return tests(Engine.MYSQL);
  }

  @TestFactory
  Stream<DynamicTest> postgreSql() throws SQLException, IOException {
    return tests(Engine.POSTGRESQL);
  }

  @AfterAll
  static void close() throws SQLException {
    for (Connection connection : OPEN) {
      connection.close();
    }
  }

  private static Stream<DynamicTest> tests(Engine engine) throws SQLException, IOException {
    TestCluster cluster = TestCluster.of(engine);
    Connection plain = plain(engine, cluster);
    Connection canopy = canopy(cluster);
    TpcdsData.fill(List.of(plain, canopy), SCALE);
    for (Connection connection : List.of(plain, canopy)) {
      // Else the servers choose their plans by what they took the empty tables for.
      run(connection, List.of(TpcdsSchema.analyze(engine)));
    }
    AtomicInteger withRows = new AtomicInteger();
    Stream<DynamicTest> queries =
        TpcdsQuery.all(engine).stream()
            .map(
                query ->
                    DynamicTest.dynamicTest(
                        "Q" + query.number(),
                        () -> {
                          if (check(query, engine, plain, canopy) > 0) {
                            withRows.incrementAndGet();
                          }
                        }));
    return Stream.concat(
        queries,
        Stream.of(
            DynamicTest.dynamicTest(
                "most queries give rows",
                () -> assertThat(withRows.get()).isGreaterThanOrEqualTo(WITH_ROWS))));
  }

  /** Gives how many rows there were. */
  private static int check(TpcdsQuery query, Engine engine, Connection plain, Connection canopy)
      throws SQLException {
    String refused = NOT_ANSWERED.getOrDefault(engine, Map.of()).get(query.number());
    String sql = refused == null ? ordered(query, plain) : query.sql();
    Answers answers = Answers.to(sql, engine, plain, canopy, LIMIT_SECONDS);
    System.out.printf(
        "TPC-DS on %s, Q%d: %s%n",
        engine,
        query.number(),
        answers.answered() ? answers.rows() + " rows" : answers.plainFailure());
    if (refused == null) {
      assertThat(answers.plainFailure()).as(sql).isNull();
    } else {
      assertThat(answers.plainFailure()).as(sql).contains(refused);
    }
    assertThat(answers.difference(true)).as(sql).isNull();
    return answers.rows();
  }

  private static String ordered(TpcdsQuery query, Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
      return query.totallyOrdered(statement.getMetaData().getColumnCount()).sql();
    }
  }

  private static Connection plain(Engine engine, TestCluster cluster) throws SQLException {
    try (Connection server = DriverManager.getConnection(cluster.plainUrl(""))) {
      run(
          server,
          List.of(
              "DROP DATABASE IF EXISTS " + PLAIN_DATABASE, "CREATE DATABASE " + PLAIN_DATABASE));
    }
    String options =
        switch (engine) {
          // Without the first it would run a query to tell its columns.
          case MYSQL -> "&useServerPrepStmts=true&rewriteBatchedStatements=true";
          case POSTGRESQL -> "&reWriteBatchedInserts=true";
        };
    return withTables(cluster.plainUrl(PLAIN_DATABASE) + options, TpcdsSchema.plainStatements());
  }

  private static Connection canopy(TestCluster cluster) throws SQLException {
    try (Connection server = DriverManager.getConnection(cluster.url(""))) {
      run(
          server,
          List.of(
              "DROP DATABASE IF EXISTS " + DATABASE,
              "CREATE DATABASE " + DATABASE + " PARTITIONS 8"));
    }
    return withTables(cluster.url(DATABASE), TpcdsSchema.statements());
  }

  private static Connection withTables(String url, List<String> tables) throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    OPEN.add(connection);
    run(connection, tables);
    return connection;
  }

  private static void run(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
