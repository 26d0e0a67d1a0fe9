package io.canopydb.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What Canopy answers is what one plain server answers: every script of the corpus on both. A test
 * a script; its failure lists all statements that differ.
 */
class DifferentialTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TestFactory
  Stream<DynamicTest> mySql() {
    return tests(Engine.MYSQL);
  }

  @TestFactory
  Stream<DynamicTest> postgreSql() {
    return tests(Engine.POSTGRESQL);
  }

  @ParameterizedTest
  @EnumSource
  void everyKnownDifferenceNamesAStatementOfTheCorpus(Engine engine) {
    assertThat(KnownDifferences.of(engine).strayFrom(Corpus.of(engine))).isEmpty();
  }

  private static Stream<DynamicTest> tests(Engine engine) {
    return Corpus.of(engine).stream()
        .map(script -> DynamicTest.dynamicTest(script.name(), () -> check(script, engine)));
  }

  private static void check(Script script, Engine engine) throws Exception {
    Target plain = TestTargets.plain(engine);
    Target canopy = TestTargets.canopy(engine);
    try (DifferentialRun run = new DifferentialRun(script, plain, canopy)) {
      DifferentialRun.Report report = withinLimit(run);
      assertThat(report.executions()).isGreaterThanOrEqualTo(script.statements().size());
      KnownDifferences.Verdict verdict =
          KnownDifferences.of(engine).judge(script, report.differences());
      assertThat(verdict.unlisted())
          .as(() -> "differs, and is not listed so:\n" + lines(verdict.unlisted()))
          .isEmpty();
      assertThat(verdict.stale())
          .as(() -> "listed, but no longer so:\n" + lines(verdict.stale()))
          .isEmpty();
    }
  }

  private static String lines(List<?> found) {
    return found.stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  /** Runs it on a thread of its own, so that a statement that hangs is named. */
  private static DifferentialRun.Report withinLimit(DifferentialRun run) throws Exception {
    FutureTask<DifferentialRun.Report> task = new FutureTask<>(run::run);
    Thread thread = new Thread(task, "differential");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      StackTraceElement[] stack = thread.getStackTrace();
      thread.interrupt();
      AssertionError hung = new AssertionError("hangs at " + run.current(), e);
      hung.setStackTrace(stack);
      throw hung;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SQLException cause ? cause : e;
    }
  }
}
