package io.canopydb.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.it.differential.Observation.ColumnSeen;
import io.canopydb.it.differential.Observation.Result;
import io.canopydb.it.differential.ScriptStatement.Expectation;
import io.canopydb.it.wire.postgresql.TestProxy;
import io.canopydb.metadata.model.Engine;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * PgJDBC gets the plain server's answers from the proxy, in text and in binary: on some scripts of
 * the corpus, or with {@code -Dcanopy.wire.every=1} on all.
 */
class PostgreSqlWireTest {
  private static final int EVERY = Integer.getInteger("canopy.wire.every", 16);

  /** Each statement by the simple protocol, and values as text. */
  private static final String SIMPLE = "&preferQueryMode=simple";

  /** Each statement prepared by a name at once, and values in binary where the driver can. */
  private static final String BINARY = "&prepareThreshold=-1";

  @TestFactory
  Stream<DynamicTest> inText() {
    return tests(SIMPLE, 0);
  }

  @TestFactory
  Stream<DynamicTest> inBinary() {
    return tests(BINARY, EVERY / 2);
  }

  private static Stream<DynamicTest> tests(String options, int from) {
    List<Script> corpus = Corpus.of(Engine.POSTGRESQL);
    return IntStream.range(0, corpus.size())
        .filter(i -> (i + from) % EVERY == 0)
        .mapToObj(corpus::get)
        .map(script -> DynamicTest.dynamicTest(script.name(), () -> check(script, options)));
  }

  private static void check(Script script, String options) throws SQLException {
    Target plain = TestTargets.plain(Engine.POSTGRESQL);
    Target canopy = TestTargets.canopy(Engine.POSTGRESQL);
    try (DifferentialRun run =
        new DifferentialRun(
            script,
            plain,
            canopy,
            8,
            database -> client(plain.url(database) + options),
            database -> client(TestProxy.url(database, options)))) {
      DifferentialRun.Report report = run.run();
      assertThat(report.executions()).isGreaterThanOrEqualTo(script.statements().size());
      assertThat(
              KnownDifferences.of(Engine.POSTGRESQL).besides(script, report.differences()).stream()
                  .filter(found -> !isRefusedByEngine(found)))
          .as("differs over the wire")
          .isEmpty();
    }
  }

  /** Whether the engine, which is asked at Parse, has refused first what Canopy would refuse. */
  private static boolean isRefusedByEngine(Difference found) {
    return found.statement().expectation() instanceof Expectation.Refused
        && found.finding().text().contains("SQLSTATE 0A000");
  }

  private static Client client(String url) throws SQLException {
    return new WithoutTables(new Observer(DriverManager.getConnection(url), Engine.POSTGRESQL));
  }

  /**
   * A client that is not told which tables columns come from: the proxy does not say it, since
   * tables have other ids on each leaf. PgJDBC finds out by the table whether a number is a serial,
   * and by the id of an application's own type, which has another one on each leaf too, what kind
   * of type it is.
   */
  private record WithoutTables(Client client) implements Client {
    private static final Pattern BYTES = Pattern.compile("\\[B@[0-9a-f]+");

    @Override
    public Observation run(String sql, @Nullable List<ParameterValue> parameters, boolean keys) {
      Observation observation = client.run(sql, parameters, keys);
      return observation instanceof Observation.Succeeded seen
          ? new Observation.Succeeded(
              seen.results().stream().map(WithoutTables::stripped).toList(),
              seen.keys().stream().map(WithoutTables::stripped).toList())
          : observation;
    }

    private static Result stripped(Result result) {
      return result instanceof Result.Table table ? stripped(table) : result;
    }

    private static Result.Table stripped(Result.Table table) {
      return new Result.Table(
          table.columns().stream()
              .map(
                  column ->
                      new ColumnSeen(
                          column.label(),
                          column.name(),
                          column.typeName().contains("\"") ? 0 : column.type(),
                          column.typeName().replace("bigserial", "int8").replace("serial", "int4"),
                          column.className(),
                          ""))
              .toList(),
          // PgJDBC makes no text of bytes that came in binary.
          table.rows().stream().map(row -> BYTES.matcher(row).replaceAll("bytes")).toList());
    }

    @Override
    public void close() throws SQLException {
      client.close();
    }
  }
}
