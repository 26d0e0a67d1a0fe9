package io.canopydb.it.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * ALTER TABLE that a row on the first, a middle or the last place refuses, or a rule of ours, or
 * that dies on its way: afterwards all copies are alike, as before where it was refused, and the
 * next statement works. {@code -Dcanopy.ddl.rounds} for more, {@code -Dcanopy.ddl.seed} for others.
 */
class FailedDdlTest {
  private static final String DB = "ddl_failed";
  private static final int PARTITIONS = 3;
  private static final int ROUNDS = Integer.getInteger("canopy.ddl.rounds", 10);
  private static final long SEED = Long.getLong("canopy.ddl.seed", 1);

  @ParameterizedTest
  @EnumSource(Engine.class)
  void leavesAllCopiesAlike(Engine engine) throws Exception {
    int refused = 0;
    try (DdlFixture fixture = DdlFixture.open(engine, DB, PARTITIONS)) {
      fixture.run("CREATE REFERENCE TABLE r (a INT PRIMARY KEY)");
      fixture.run("CREATE REFERENCE TABLE q (a INT PRIMARY KEY)");
      fixture.run("CREATE TABLE s (a INT, id INT, PRIMARY KEY (a, id), SHARD KEY (a))");
      if (engine == Engine.MYSQL) {
        fixture.run("CREATE INDEX si ON s (id)");
      }
      fixture.fillShells("INSERT INTO r VALUES (-1), (1), (2), (5), (99), (1000)");
      fixture.fillShells("INSERT INTO q VALUES (-1), (1), (2), (5), (1000)");
      for (int round = 0; round < ROUNDS; round++) {
        Random random = new Random(SEED * 1_000_003 + round);
        FailingDdl ddl = FailingDdl.random(engine, random);
        try {
          refused += round(engine, fixture, ddl, random) ? 1 : 0;
        } catch (Exception | AssertionError e) {
          throw new AssertionError("round " + round + ": " + ddl, e);
        }
      }
    }
    assertThat(refused).as("statements that were refused").isGreaterThan(ROUNDS / 3);
  }

  /** Whether the statement was refused. */
  private static boolean round(Engine engine, DdlFixture fixture, FailingDdl ddl, Random random)
      throws Exception {
    fixture.run(ddl.create());
    for (String row : ddl.rows()) {
      fixture.fillPartitions(row);
    }
    fixture.fillPartition(random.nextInt(PARTITIONS), ddl.poison());
    Set<String> before = Copies.structures(engine, fixture);
    assertThat(before).hasSize(1);
    List<String> rows = Copies.rows(engine, fixture);
    Database known = fixture.ddl().database(DB);
    boolean dies = random.nextInt(3) == 0;
    boolean refused = false;
    try (DdlAggregator victim =
        fixture.cluster().aggregator(new DiesAt(dies ? random.nextInt(12) : Integer.MAX_VALUE))) {
      victim.run(DB, ddl.alter());
    } catch (DiesAt.Died atStep) {
      fixture.ddl().recover(DB);
    } catch (SQLException e) {
      assertThat(e.getMessage()).doesNotContain("did not finish");
      refused = true;
    }
    assertThat(Copies.structures(engine, fixture)).hasSize(1);
    if (refused || fixture.ddl().database(DB).equals(known)) {
      assertThat(Copies.structures(engine, fixture)).isEqualTo(before);
      assertThat(Copies.rows(engine, fixture)).isEqualTo(rows);
    }
    fixture.run("CREATE TABLE next (a INT PRIMARY KEY)");
    fixture.run("DROP TABLE next, t");
    fixture.check();
    return refused;
  }
}
