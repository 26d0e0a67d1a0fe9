package io.canopydb.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Engine;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A run of random statements without a difference, and with few refusals. {@code
 * -Dcanopy.fuzz.queries=20000} makes it longer, {@code -Dcanopy.fuzz.seed=7} another one.
 */
class FuzzTest {
  private static final int STATEMENTS = 800;
  private static final int UNREADABLE = 500;
  private static final int MOST_DIFFERENCES = 5;

  @ParameterizedTest
  @EnumSource
  void answersAsOneServerDoes(Engine engine) throws Exception {
    int statements = Integer.getInteger("canopy.fuzz.queries", STATEMENTS);
    long seed = Long.getLong("canopy.fuzz.seed", 1);
    try (FuzzRun run = new FuzzRun(engine, seed, difference -> {})) {
      assertThat(run.run(statements, MOST_DIFFERENCES)).isEmpty();
      assertThat(run.refusesTooMuch()).as(run.summary()).isFalse();
      assertThat(run.answered()).as(run.summary()).isGreaterThan(statements / 2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersWhatTheParserDoesNotRead(Engine engine) throws Exception {
    assertThat(new Unreadable(engine).forms())
        .allSatisfy(
            form ->
                assertThatThrownBy(
                        () -> CCJSqlParserUtil.parse("SELECT " + form.replace("%s", "a")))
                    .isInstanceOf(JSQLParserException.class));
    int statements = Integer.getInteger("canopy.fuzz.unreadable", UNREADABLE);
    try (FuzzRun run = new FuzzRun(engine, Long.getLong("canopy.fuzz.seed", 2), says -> {})) {
      assertThat(run.runUnreadable(statements, MOST_DIFFERENCES)).isEmpty();
      System.out.println(run.summary());
      assertThat(run.answered()).isGreaterThan(statements / 2);
    }
  }
}
