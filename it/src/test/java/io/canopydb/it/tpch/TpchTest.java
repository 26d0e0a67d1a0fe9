package io.canopydb.it.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.it.differential.Answers;
import io.canopydb.it.system.TestCluster;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.demo.TpchData;
import io.canopydb.proxy.local.demo.TpchQuery;
import io.canopydb.proxy.local.demo.TpchSchema;
import io.canopydb.proxy.local.progress.Progress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** All queries of TPC-H give what one plain server gives, however the tables are laid out. */
class TpchTest {
  private static final double SCALE = 0.01;
  private static final String PLAIN_DATABASE = "tpch_plain";
  private static final int LIMIT_SECONDS = 30;

  private static final List<Connection> OPEN = new ArrayList<>();
  private static final Map<Engine, Connection> PLAIN = new EnumMap<>(Engine.class);

  @TestFactory
  Stream<DynamicTest> mySqlTogether() throws SQLException, IOException {
    return tests(Engine.MYSQL, TpchLayout.TOGETHER);
  }

  @TestFactory
  Stream<DynamicTest> mySqlApart() throws SQLException, IOException {
    return tests(Engine.MYSQL, TpchLayout.APART);
  }

  @TestFactory
  Stream<DynamicTest> postgreSqlTogether() throws SQLException, IOException {
    return tests(Engine.POSTGRESQL, TpchLayout.TOGETHER);
  }

  @TestFactory
  Stream<DynamicTest> postgreSqlApart() throws SQLException, IOException {
    return tests(Engine.POSTGRESQL, TpchLayout.APART);
  }

  @AfterAll
  static void close() throws SQLException {
    for (Connection connection : OPEN) {
      connection.close();
    }
  }

  private static Stream<DynamicTest> tests(Engine engine, TpchLayout layout)
      throws SQLException, IOException {
    Connection plain = plain(engine);
    Connection canopy = canopy(engine, layout);
    List<TpchQuery> queries = TpchQuery.all(SCALE);
    assertThat(queries).hasSize(22);
    return queries.stream()
        .map(
            query ->
                DynamicTest.dynamicTest(query.name(), () -> check(query, engine, plain, canopy)));
  }

  private static void check(TpchQuery query, Engine engine, Connection plain, Connection canopy) {
    Answers answers = Answers.to(query.sql(), engine, plain, canopy, LIMIT_SECONDS);
    assertThat(answers.plainFailure()).isNull();
    assertThat(answers.difference(true)).as(query.sql()).isNull();
  }

  private static Connection plain(Engine engine) throws SQLException, IOException {
    Connection known = PLAIN.get(engine);
    if (known != null) {
      return known;
    }
    TestCluster cluster = TestCluster.of(engine);
    run(
        cluster.plainUrl(""),
        List.of("DROP DATABASE IF EXISTS " + PLAIN_DATABASE, "CREATE DATABASE " + PLAIN_DATABASE));
    String joinedBatches =
        switch (engine) {
          case MYSQL -> "&rewriteBatchedStatements=true";
          case POSTGRESQL -> "&reWriteBatchedInserts=true";
        };
    Connection made =
        filled(
            engine, cluster.plainUrl(PLAIN_DATABASE) + joinedBatches, TpchSchema.plainStatements());
    PLAIN.put(engine, made);
    return made;
  }

  private static Connection canopy(Engine engine, TpchLayout layout)
      throws SQLException, IOException {
    TestCluster cluster = TestCluster.of(engine);
    String database = layout.database();
    run(
        cluster.url(""),
        List.of(
            "DROP DATABASE IF EXISTS " + database,
            "CREATE DATABASE " + database + " PARTITIONS 8"));
    return filled(engine, cluster.url(database), layout.statements());
  }

  private static Connection filled(Engine engine, String url, List<String> tables)
      throws SQLException {
    run(url, tables);
    Connection connection = DriverManager.getConnection(url);
    OPEN.add(connection);
    TpchData.fill(connection, SCALE, Progress.SILENT);
    // Else the servers choose their plans by what they took the empty tables for.
    try (Statement statement = connection.createStatement()) {
      statement.execute(TpchSchema.analyze(engine));
    }
    return connection;
  }

  private static void run(String url, List<String> statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
