package io.canopydb.it.golden;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The plans of TPC-H's queries that name output columns, join the same table twice or ask EXISTS:
 * what moves, and with which columns. The tables are sharded by their own keys.
 */
class TpchPlanTest {
  private static final String DATABASE = "golden_tpch";
  private static final double SCALE = 0.01;
  private static final Set<String> QUERIES =
      Set.of("Q3", "Q5", "Q7", "Q8", "Q9", "Q10", "Q13", "Q16", "Q21", "Q22");

  @Test
  void rowsMoveWithTheColumnsThatAreNeeded() throws Exception {
    StringBuilder printed = new StringBuilder();
    try (Connection connection = filled()) {
      List<TpchQuery> queries =
          TpchQuery.all(SCALE).stream().filter(query -> QUERIES.contains(query.name())).toList();
      assertThat(queries).hasSameSizeAs(QUERIES);
      for (TpchQuery query : queries) {
        printed.append("-- ").append(query.name()).append('\n');
        GoldenFile.explain(connection, hinted(query))
            .forEach(line -> printed.append(line.stripTrailing()).append('\n'));
        printed.append('\n');
      }
    }
    GoldenFile.compare(GoldenFile.path("tpch-postgresql"), printed.toString());
  }

  /** Q9's ways weigh nearly the same, and so a few pages more or less would change its plan. */
  private static String hinted(TpchQuery query) {
    return query.name().equals("Q9")
        ? query.sql().replaceFirst("SELECT", "SELECT /*canopy repartition*/")
        : query.sql();
  }

  private static Connection filled() throws SQLException, IOException {
    TestCluster cluster = TestCluster.of(Engine.POSTGRESQL);
    run(
        cluster.url(""),
        List.of(
            "DROP DATABASE IF EXISTS " + DATABASE,
            "CREATE DATABASE " + DATABASE + " PARTITIONS 4"));
    String url = cluster.url(DATABASE);
    run(url, TpchSchema.plainStatements());
    Connection connection = DriverManager.getConnection(url);
    TpchData.fill(connection, SCALE, Progress.SILENT);
    try (Statement statement = connection.createStatement()) {
      statement.execute(TpchSchema.analyze(Engine.POSTGRESQL));
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
