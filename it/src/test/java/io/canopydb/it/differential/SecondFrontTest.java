package io.canopydb.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.execute.ObjectParameter;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.front.Column;
import io.canopydb.driver.session.Completion;
import io.canopydb.driver.session.TransactionStatus;
import io.canopydb.it.front.TextClient;
import io.canopydb.it.front.TextFront;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A front that is not JDBC's drives the core, and gets the plain server's answers: on some scripts
 * of the corpus, or with {@code -Dcanopy.front.every=1} on all; and what protocols tell besides.
 */
class SecondFrontTest {
  private static final int EVERY = Integer.getInteger("canopy.front.every", 16);

  @TestFactory
  Stream<DynamicTest> mySql() {
    return tests(Engine.MYSQL);
  }

  @TestFactory
  Stream<DynamicTest> postgreSql() {
    return tests(Engine.POSTGRESQL);
  }

  private static Stream<DynamicTest> tests(Engine engine) {
    List<Script> corpus = Corpus.of(engine);
    // Another part of the common scripts for each engine.
    return IntStream.range(0, corpus.size())
        .filter(i -> (i + engine.ordinal()) % EVERY == 0)
        .mapToObj(corpus::get)
        .map(script -> DynamicTest.dynamicTest(script.name(), () -> check(script, engine)));
  }

  private static void check(Script script, Engine engine) throws SQLException {
    try (DifferentialRun run =
        FrontClient.run(script, TestTargets.plain(engine), TestTargets.canopy(engine))) {
      DifferentialRun.Report report = run.run();
      assertThat(report.executions()).isGreaterThanOrEqualTo(script.statements().size());
      assertThat(KnownDifferences.of(engine).besides(script, report.differences()))
          .as("differs through the front")
          .isEmpty();
    }
  }

  /** What the front says, a line a message. */
  private static final class Heard implements TextClient {
    final List<String> lines = new ArrayList<>();
    Completion last = new Completion("", false, 0, 0, TransactionStatus.IDLE);

    @Override
    public void columns(List<Column> columns) {
      lines.add(
          columns.stream()
              .map(column -> column.label() + " " + column.typeName())
              .collect(Collectors.joining(", ", "columns ", "")));
    }

    @Override
    public void row(@Nullable String[] values) {
      lines.add(Arrays.toString(values));
    }

    @Override
    public void complete(String tag, Completion completion) {
      lines.add(tag);
      last = completion;
    }

    @Override
    public void complete(String tag, Completion completion, long count) {
      lines.add(tag + " = " + count);
      last = completion;
    }

    @Override
    public void suspended() {
      lines.add("suspended");
    }

    @Override
    public void failed(SQLException error) {
      lines.add("error " + error.getSQLState());
    }

    @Override
    public void ready(TransactionStatus status) {
      lines.add(status.toString());
    }
  }

  private static List<String> heard(TextFront front, String sql) {
    Heard heard = new Heard();
    front.query(sql, heard);
    return heard.lines;
  }

  private static TextFront front(Engine engine) throws SQLException {
    Target canopy = TestTargets.canopy(engine);
    canopy.createDatabase("second_front", 8);
    TextFront front = FrontClient.front(canopy, "second_front");
    heard(front, "CREATE TABLE t (id INT NOT NULL PRIMARY KEY, v VARCHAR(20))");
    return front;
  }

  @Test
  void postgreSqlTellsCommandsAndTransactions() throws SQLException {
    try (TextFront front = front(Engine.POSTGRESQL)) {
      assertThat(heard(front, "INSERT INTO t VALUES (1, 'a'), (2, NULL), (3, 'c')"))
          .containsExactly("INSERT 0 3 = 3", "IDLE");
      assertThat(heard(front, "BEGIN")).containsExactly("BEGIN = 0", "IN_TRANSACTION");
      assertThat(heard(front, "SELECT id, v FROM t ORDER BY id"))
          .containsExactly(
              "columns id int4, v varchar",
              "[1, a]",
              "[2, null]",
              "[3, c]",
              "SELECT 3",
              "IN_TRANSACTION");
      assertThat(heard(front, "DELETE FROM t WHERE id = 1; UPDATE t SET v = 'b'"))
          .as("a text within a transaction does not end it")
          .containsExactly("DELETE 1 = 1", "UPDATE 2 = 2", "IN_TRANSACTION");
      assertThat(heard(front, "SELECT 1 / (id - id) FROM t")).contains("error 22012", "FAILED");
      assertThat(heard(front, "SELECT 1")).containsExactly("error 25P02", "FAILED");
      assertThat(heard(front, "COMMIT")).containsExactly("ROLLBACK = 0", "IDLE");
      assertThat(heard(front, "DELETE FROM t WHERE id = 1; SELECT 1 / 0"))
          .containsExactly("DELETE 1 = 1", "error 22012", "IDLE");
      assertThat(heard(front, "SELECT count(*) FROM t"))
          .as("a text is one transaction")
          .contains("[3]");
      assertThat(heard(front, "PREPARE p AS UPDATE t SET v = 'd' WHERE id = $1"))
          .containsExactly("PREPARE = 0", "IDLE");
      assertThat(heard(front, "EXECUTE p(3)")).containsExactly("UPDATE 1 = 1", "IDLE");
      assertThat(heard(front, "DELETE FROM t WHERE id > 1 RETURNING id, v"))
          .contains("[2, null]", "[3, d]", "DELETE 2");
      assertThat(heard(front, "CREATE TABLE u AS SELECT * FROM t"))
          .containsExactly("SELECT 1 = 1", "IDLE");
      assertThat(heard(front, "DROP TABLE u")).containsExactly("DROP TABLE = 0", "IDLE");
    }
  }

  @Test
  void mySqlTellsIdsAndWarnings() throws SQLException {
    try (TextFront front = front(Engine.MYSQL)) {
      heard(front, "CREATE TABLE n (id INT AUTO_INCREMENT PRIMARY KEY, v INT)");
      Heard heard = new Heard();
      front.query("INSERT INTO n (v) VALUES (10), (20)", heard);
      long id = heard.last.insertId();
      assertThat(id).isPositive();
      assertThat(heard(front, "SELECT LAST_INSERT_ID()")).contains("[" + id + "]");
      front.query("UPDATE n SET v = 11 WHERE v = 10", heard);
      assertThat(heard.last.insertId()).isZero();
      front.query("INSERT IGNORE INTO t VALUES (1, 'longer than twenty characters')", heard);
      assertThat(heard.last.warnings()).isEqualTo(1);
      heard(front, "CREATE PROCEDURE two() BEGIN SELECT 1 AS a; SELECT 2 AS b; END");
      assertThat(heard(front, "CALL two()"))
          .containsSubsequence("[1]", "CALL", "[2]", "CALL", "CALL = 0", "IDLE");
      assertThat(heard(front, "START TRANSACTION")).endsWith("IN_TRANSACTION");
      assertThat(heard(front, "ALTER TABLE t ADD w INT")).endsWith("IDLE");
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsComeInPortions(Engine engine) throws SQLException {
    try (TextFront front = front(engine)) {
      heard(front, "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')");
      Heard heard = new Heard();
      front.parse("s", "SELECT id FROM t WHERE id > ? ORDER BY id", heard);
      front.describe("s", heard);
      heard.lines.removeIf("IDLE"::equals);
      front.execute("s", new Parameter[] {new ObjectParameter(1)}, 2, heard);
      front.more(2, heard);
      front.more(2, heard);
      String type = engine == Engine.MYSQL ? "INT" : "int4";
      assertThat(heard.lines)
          .filteredOn(line -> !line.equals("IDLE"))
          .containsExactly(
              "columns id " + type,
              "columns id " + type,
              "[2]",
              "[3]",
              "suspended",
              "[4]",
              "SELECT 3",
              "SELECT 3");
      front.execute("s", new Parameter[] {new ObjectParameter(0)}, 1, heard);
      assertThat(heard(front, "DELETE FROM t"))
          .as("the next request closes what is left")
          .containsExactly("DELETE 4 = 4", "IDLE");
    }
  }
}
