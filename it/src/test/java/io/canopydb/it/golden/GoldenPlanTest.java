package io.canopydb.it.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.it.system.TestCluster;
import io.canopydb.metadata.model.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * EXPLAIN of a statement of each kind, against a file: each plan primitive, each choice of
 * partitions, the SQL of every leaf.
 *
 * <p>A statement in the file follows the words {@code -- explain}; what EXPLAIN prints follows it,
 * to an empty line. {@code mvn verify -Dcanopy.golden=update} writes the files anew, to be read
 * before they are committed.
 */
class GoldenPlanTest {
  private static final String DATABASE = "golden";
  private static final String MARK = "-- explain ";

  @ParameterizedTest
  @EnumSource
  void plansAreAsTheFileSays(Engine engine) throws Exception {
    Path file = GoldenFile.path(engine.name().toLowerCase(Locale.ROOT));
    List<String> statements =
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith(MARK))
            .map(line -> line.substring(MARK.length()))
            .toList();
    assertThat(statements).hasSizeGreaterThan(20);
    createTables(engine);
    StringBuilder printed = new StringBuilder();
    try (Connection connection =
        DriverManager.getConnection(TestCluster.of(engine).url(DATABASE))) {
      for (String statement : statements) {
        printed.append(MARK).append(statement).append('\n');
        GoldenFile.explain(connection, statement)
            .forEach(line -> printed.append(line).append('\n'));
        printed.append('\n');
      }
    }
    GoldenFile.compare(file, printed.toString());
  }

  private static void createTables(Engine engine) throws SQLException {
    try (Connection connection = DriverManager.getConnection(TestCluster.of(engine).url(""));
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + DATABASE);
      statement.execute("CREATE DATABASE " + DATABASE + " PARTITIONS 4");
    }
    try (Connection connection = DriverManager.getConnection(TestCluster.of(engine).url(DATABASE));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE REFERENCE TABLE region (id INT NOT NULL PRIMARY KEY, name VARCHAR(20))");
      statement.execute(
          "CREATE TABLE customer (id INT NOT NULL PRIMARY KEY, region_id INT, name VARCHAR(20))");
      statement.execute(
          "CREATE TABLE orders (cust_id INT NOT NULL, id INT NOT NULL, total DECIMAL(10,2),"
              + " PRIMARY KEY (cust_id, id), SHARD KEY (cust_id))");
      statement.execute(
          "CREATE TABLE account (id INT NOT NULL PRIMARY KEY, email VARCHAR(40), region INT NOT"
              + " NULL, code INT NOT NULL, note VARCHAR(20), CONSTRAINT by_email UNIQUE (email)"
              + " GLOBAL, CONSTRAINT by_code UNIQUE (region, code) GLOBAL)");
      statement.execute("CREATE TABLE log (at INT, what VARCHAR(20))");
      statement.execute(
          "CREATE VIEW big AS SELECT cust_id, SUM(total) AS total FROM orders GROUP BY cust_id");
    }
  }
}
