package io.canopydb.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A run of random statements without a difference, and with few refusals. {@code
 * -Dcanopy.fuzz.queries=20000} makes it longer, {@code -Dcanopy.fuzz.seed=7} another one.
 */
class FuzzTest {
  private static final int STATEMENTS = 800;
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
}
