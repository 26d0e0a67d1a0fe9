package io.canopydb.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.it.wire.mysql.MySqlProxy;
import io.canopydb.metadata.model.Engine;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Connector/J gets the plain server's answers from the proxy, in text and in binary: on some
 * scripts of the corpus, or with {@code -Dcanopy.wire.every=1} on all.
 */
class MySqlWireTest {
  private static final int EVERY = Integer.getInteger("canopy.wire.every", 24);

  /** Each statement as a text with its values in it, as Connector/J does by default. */
  static final String TEXT = "";

  /** Statements that the server prepares, with values in binary both ways. */
  static final String BINARY = "&useServerPrepStmts=true";

  @TestFactory
  Stream<DynamicTest> inText() {
    return tests(TEXT, 0);
  }

  @TestFactory
  Stream<DynamicTest> inBinary() {
    return tests(BINARY, EVERY / 2);
  }

  private static Stream<DynamicTest> tests(String options, int from) {
    List<Script> corpus = Corpus.of(Engine.MYSQL);
    return IntStream.range(0, corpus.size())
        .filter(i -> (i + from) % EVERY == 0)
        .mapToObj(corpus::get)
        .map(script -> DynamicTest.dynamicTest(script.name(), () -> check(script, options)));
  }

  private static void check(Script script, String options) throws SQLException {
    try (DifferentialRun run = run(script, options)) {
      DifferentialRun.Report report = run.run();
      assertThat(report.executions()).isGreaterThanOrEqualTo(script.statements().size());
      assertThat(KnownDifferences.of(Engine.MYSQL).besides(script, report.differences()))
          .as("differs over the wire")
          .isEmpty();
    }
  }

  static DifferentialRun run(Script script, String options) {
    Target plain = TestTargets.plain(Engine.MYSQL);
    return new DifferentialRun(
        script,
        plain,
        TestTargets.canopy(Engine.MYSQL),
        8,
        database -> client(plain.url(database) + options),
        database -> client(MySqlProxy.shared().url(database) + options));
  }

  /**
   * Generated keys are not asked for: Connector/J computes them of the one number that the protocol
   * has, and that is not told yet of an upsert that finds its row by a GLOBAL key.
   */
  private static Client client(String url) throws SQLException {
    Client observer = new Observer(DriverManager.getConnection(url), Engine.MYSQL);
    return new Client() {
      @Override
      public Observation run(String sql, @Nullable List<ParameterValue> parameters, boolean keys) {
        return observer.run(sql, parameters, /* keys= */ false);
      }

      @Override
      public void close() throws SQLException {
        observer.close();
      }
    };
  }
}
