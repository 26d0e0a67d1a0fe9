package io.canopydb.driver.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which queries give one row at most. */
class FewRowsTest {

  private static boolean few(String sql) throws SQLException {
    return Planned.made(Engine.POSTGRESQL, sql, Set.of(), 3).few();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM a WHERE k = 1",
        "SELECT x FROM w WHERE j = 2 AND k = 1",
        "SELECT x.k FROM a x WHERE x.k = 1 AND x.y > 0",
        "SELECT k FROM a WHERE k = 1 ORDER BY k LIMIT 5"
      })
  void theRowOfAUniqueKeyIsOne(String sql) throws SQLException {
    assertThat(few(sql)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM a",
        "SELECT x FROM w WHERE k = 1",
        "SELECT s FROM txt WHERE s = 'a'",
        "SELECT * FROM a WHERE k > 1",
        "SELECT * FROM a WHERE k IN (1, 2)",
        "SELECT * FROM a WHERE k = 1 OR k = 2",
        "SELECT generate_series(1, 1000) FROM a WHERE k = 1",
        "SELECT x.k FROM a x, generate_series(1, 1000) WHERE x.k = 1",
        "SELECT x.k FROM a x, a y WHERE x.k = 1",
        "SELECT k FROM a WHERE k = 1 UNION ALL SELECT generate_series(1, 1000)",
        "SELECT k FROM (SELECT * FROM a WHERE k = 1) x, generate_series(1, 9) WHERE k = 1"
      })
  void othersAreStreamed(String sql) throws SQLException {
    assertThat(few(sql)).isFalse();
  }
}
