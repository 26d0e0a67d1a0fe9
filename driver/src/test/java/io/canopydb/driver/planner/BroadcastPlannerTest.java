package io.canopydb.driver.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tables move where their rows do not lie together; {@code b} is small, all else large. */
class BroadcastPlannerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT a.x, b.y, a.k FROM a JOIN b ON a.x = b.y; Broadcast",
        "SELECT a.x, b.y, a.k FROM a LEFT JOIN b ON a.x = b.y; Broadcast",
        // Whoever is kept whole by the join must not stand on every leaf.
        "SELECT a.x, b.y, a.k FROM b LEFT JOIN a ON a.x = b.y; Gather",
        // Both are large: to move one to four leaves moves more than to move both to one.
        "SELECT a.x, c.y, a.k FROM a JOIN c ON a.x = c.y; Gather",
        // Conditions make one of them small.
        "SELECT a.x, c.y, a.k FROM a JOIN c ON a.x = c.y WHERE c.x = 1 AND c.y = 2; Broadcast",
        // What lies together stays together.
        "SELECT a.x, b.y, c.k FROM a JOIN c ON a.k = c.k JOIN b ON b.x = a.y; Broadcast",
        "SELECT a.x, b.y, a.k FROM a JOIN b ON a.k = b.k WHERE a.x > 1; Route",
        // A hint has the last word.
        "SELECT /*canopy gather */ a.x, b.y, a.k FROM a JOIN b ON a.x = b.y; Gather",
        "SELECT /* canopy BROADCAST */ a.x, c.y, a.k FROM a JOIN c ON a.x = c.y; Broadcast",
      })
  void movesTheFewerRows(String sql, String root) throws SQLException {
    for (Engine engine : Engine.values()) {
      assertThat(Planned.plan(engine, sql)).as(engine + ": " + sql).startsWith(root);
    }
  }

  @Test
  void onlyTheSmallTableMoves() throws SQLException {
    String plan =
        Planned.plan(
            Engine.MYSQL, "SELECT a.x, b.y, c.k FROM a JOIN c ON a.k = c.k JOIN b ON b.x = a.y");
    assertThat(plan)
        .contains("FROM <shop_n>.`a` JOIN <shop_n>.`c`")
        .contains("<scratch 1002> AS `b`")
        .doesNotContain("scratch 1000")
        .doesNotContain("scratch 1001");
  }

  @Test
  void aSessionsOwnTableIsGathered() throws SQLException {
    String sql = "SELECT a.x, b.y, mine.n FROM a JOIN b ON a.x = b.y, mine";
    assertThat(Planned.plan(Engine.MYSQL, sql, Set.of("mine"), 3)).startsWith("Gather");
  }

  /** MySQL opens a temporary table once in a statement. */
  @Test
  void commonTablesAreGatheredOnMySql() throws SQLException {
    String sql = "WITH w AS (SELECT y FROM b) SELECT a.x, w.y, a.k FROM a JOIN w ON a.x = w.y";
    assertThat(Planned.plan(Engine.MYSQL, sql)).startsWith("Gather");
    assertThat(Planned.plan(Engine.POSTGRESQL, sql)).startsWith("Broadcast");
  }
}
