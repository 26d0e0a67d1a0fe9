package io.canopydb.driver.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which statements can be answered partition by partition. */
class LocalityTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM a",
        "SELECT * FROM log",
        "SELECT * FROM a, ref",
        "SELECT * FROM a JOIN ref ON a.x = ref.id",
        "SELECT * FROM ref JOIN a ON a.x = ref.id",
        "SELECT * FROM a LEFT JOIN ref ON a.x = ref.id",
        "SELECT * FROM ref RIGHT JOIN a ON a.x = ref.id",
        "SELECT * FROM log, ref",
        "SELECT * FROM a JOIN b ON a.k = b.k",
        "SELECT * FROM a JOIN b ON b.k = a.k AND a.x > b.x",
        "SELECT * FROM a, b WHERE a.k = b.k",
        "SELECT * FROM a JOIN b USING (k)",
        "SELECT * FROM a NATURAL JOIN b",
        "SELECT * FROM a JOIN b ON a.k = b.k JOIN c ON c.k = b.k",
        "SELECT * FROM a, b, c WHERE a.k = c.k AND b.k = c.k",
        "SELECT * FROM a JOIN (b JOIN c ON b.k = c.k) ON a.k = b.k",
        "SELECT * FROM a LEFT JOIN b ON a.k = b.k",
        "SELECT * FROM a RIGHT JOIN b ON a.k = b.k",
        "SELECT * FROM a LEFT JOIN b ON a.k = b.k LEFT JOIN c ON c.k = b.k",
        "SELECT * FROM a LEFT JOIN b ON a.k = b.k LEFT JOIN c ON c.k = a.k",
        "SELECT * FROM a LEFT JOIN (b JOIN c ON b.k = c.k) ON a.k = b.k",
        "SELECT * FROM a LEFT JOIN (b CROSS JOIN c) ON a.k = b.k AND a.k = c.k",
        "SELECT * FROM w p JOIN w q ON p.k = q.k AND p.j = q.j",
        "SELECT * FROM w p JOIN w q ON (p.k, p.j) = (q.k, q.j)",
        "SELECT * FROM a p JOIN a q ON p.k = q.k",
        "SELECT * FROM txt p JOIN txt q ON p.s = q.s",
        "SELECT * FROM (SELECT k FROM a) d",
        "SELECT * FROM (SELECT k FROM a) d JOIN b ON d.k = b.k",
        "SELECT * FROM (SELECT k AS z FROM a) d JOIN b ON d.z = b.k",
        "SELECT * FROM (SELECT k, SUM(x) FROM a GROUP BY k) d JOIN b ON d.k = b.k",
        "SELECT * FROM (SELECT a.k FROM a JOIN b ON a.k = b.k) d JOIN c ON d.k = c.k",
        "SELECT * FROM (SELECT a.k FROM a LEFT JOIN b ON a.k = b.k) d JOIN c ON d.k = c.k",
        "WITH d AS (SELECT k, x FROM a) SELECT * FROM d JOIN b ON d.k = b.k",
        "WITH d AS (SELECT k FROM a), e AS (SELECT k FROM d) SELECT * FROM e JOIN d ON d.k = e.k",
        "SELECT * FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.k = a.k)",
        "SELECT * FROM a WHERE NOT EXISTS (SELECT 1 FROM b WHERE b.k = a.k AND b.x = 1)",
        "SELECT * FROM a WHERE k IN (SELECT k FROM b)",
        "SELECT * FROM a WHERE k IN (SELECT k FROM b WHERE x = 1) AND x = 2",
        "SELECT * FROM a WHERE k IN (SELECT k FROM b GROUP BY k HAVING COUNT(*) > 1)",
        "SELECT * FROM a WHERE x NOT IN (SELECT x FROM b WHERE b.k = a.k)",
        "SELECT * FROM a WHERE x > (SELECT MAX(x) FROM b WHERE b.k = a.k)",
        "SELECT * FROM a WHERE x IN (SELECT id FROM ref)",
        "SELECT (SELECT COUNT(*) FROM b WHERE b.k = a.k) FROM a",
        "SELECT (SELECT x FROM b WHERE b.k = a.k ORDER BY x LIMIT 1) FROM a",
        "SELECT (SELECT COUNT(*) FROM c WHERE c.k = b.k) FROM a LEFT JOIN b ON a.k = b.k",
        "SELECT k FROM a UNION ALL SELECT k FROM b",
        "SELECT k FROM a UNION ALL SELECT DISTINCT k FROM b",
        "SELECT k FROM a UNION ALL SELECT k FROM b GROUP BY k",
        "SELECT * FROM (SELECT k FROM a UNION ALL SELECT k FROM b) d",
        "SELECT k, COUNT(*) FROM a GROUP BY k",
        "SELECT * FROM a ORDER BY x LIMIT 3",
        "SELECT * FROM a ORDER BY (SELECT MAX(x) FROM b WHERE b.k = a.k)",
        "UPDATE a SET x = (SELECT MAX(x) FROM b WHERE b.k = a.k)",
        "DELETE FROM a WHERE k IN (SELECT k FROM b)"
      })
  void isLocal(String sql) {
    assertThat(Analysed.mysql(sql).locality()).isInstanceOf(Locality.Local.class);
    assertThat(Analysed.postgresql(sql).locality()).isInstanceOf(Locality.Local.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT * FROM ref",
        "SELECT * FROM ref p LEFT JOIN ref q ON p.id = q.id",
        "SELECT COUNT(*) FROM ref WHERE id IN (SELECT id FROM ref LIMIT 1)",
        "SELECT id FROM ref UNION SELECT id FROM ref",
        "SELECT * FROM nowhere"
      })
  void isReplicated(String sql) {
    assertThat(Analysed.mysql(sql).locality()).isInstanceOf(Locality.Replicated.class);
    assertThat(Analysed.postgresql(sql).locality()).isInstanceOf(Locality.Replicated.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM a, b",
        "SELECT * FROM a CROSS JOIN b",
        "SELECT * FROM a JOIN b ON a.x = b.k",
        "SELECT * FROM a JOIN b ON a.k > b.k",
        "SELECT * FROM a JOIN b ON a.k = b.k OR a.x = b.x",
        "SELECT * FROM a JOIN b ON a.k = b.k + 1",
        "SELECT * FROM a JOIN b ON NOT a.k = b.k",
        "SELECT * FROM a JOIN log ON a.k = log.k",
        "SELECT * FROM a JOIN big ON a.k = big.k",
        "SELECT * FROM a JOIN w ON a.k = w.k",
        "SELECT * FROM w p JOIN w q ON p.k = q.k",
        "SELECT * FROM w p JOIN w q ON p.k = q.j AND p.j = q.k",
        "SELECT * FROM a p, a q WHERE p.k = p.k",
        "SELECT * FROM ref LEFT JOIN a ON ref.id = a.k",
        "SELECT * FROM a RIGHT JOIN ref ON ref.id = a.k",
        "SELECT * FROM a LEFT JOIN b ON a.x = b.x",
        "SELECT * FROM a JOIN b ON a.k = b.k JOIN c ON c.x = b.x",
        "SELECT * FROM a CROSS JOIN c LEFT JOIN b ON b.k = a.k AND b.k = c.k",
        "SELECT * FROM a JOIN c ON a.x = c.x LEFT JOIN b ON b.k = a.k AND b.k = c.k",
        "SELECT * FROM a, c LEFT JOIN b ON b.k = c.k WHERE a.k = b.x",
        "SELECT * FROM a, ref LEFT JOIN b ON b.k = ref.id",
        "SELECT * FROM a WHERE EXISTS"
            + " (SELECT 1 FROM b LEFT JOIN c ON c.k = b.k AND c.k = a.k)",
        "SELECT * FROM a LEFT JOIN b JOIN c ON b.k = c.k ON a.k = b.k",
        "SELECT * FROM (SELECT k FROM a LIMIT 3) d",
        "SELECT * FROM (SELECT COUNT(*) FROM a) d",
        "SELECT * FROM (SELECT DISTINCT x FROM a) d",
        "SELECT * FROM (SELECT x, COUNT(*) FROM a GROUP BY x) d",
        "SELECT * FROM (SELECT x FROM a) d JOIN b ON d.x = b.k",
        "SELECT * FROM (SELECT k + 1 AS k FROM a) d JOIN b ON d.k = b.k",
        "SELECT * FROM (SELECT b.k FROM a LEFT JOIN b ON a.k = b.k) d JOIN c ON d.k = c.k",
        "SELECT * FROM (SELECT k, ROW_NUMBER() OVER (ORDER BY x) AS n FROM a) d",
        "SELECT * FROM (SELECT k, RANK() OVER (PARTITION BY x ORDER BY y) AS n FROM a) d",
        "WITH d AS (SELECT COUNT(*) AS n FROM a) SELECT * FROM d",
        "WITH RECURSIVE d AS (SELECT k FROM a UNION ALL SELECT k + 1 FROM d WHERE k < 3)"
            + " SELECT * FROM d",
        "SELECT * FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.x = a.x)",
        "SELECT * FROM a WHERE EXISTS (SELECT 1 FROM b)",
        "SELECT * FROM a WHERE k NOT IN (SELECT k FROM b)",
        "SELECT * FROM a WHERE k IN (SELECT x FROM b)",
        "SELECT * FROM a WHERE k IN (SELECT k FROM b LIMIT 3)",
        "SELECT * FROM a WHERE k IN (SELECT MAX(k) FROM b)",
        "SELECT * FROM a WHERE k IN (SELECT k FROM b) OR x = 1",
        "SELECT * FROM a WHERE NOT (k IN (SELECT k FROM b))",
        "SELECT * FROM a WHERE x > (SELECT MAX(x) FROM b)",
        "SELECT * FROM a WHERE x > ALL (SELECT x FROM b)",
        "SELECT * FROM ref WHERE EXISTS (SELECT 1 FROM b WHERE b.k = ref.id)",
        "SELECT * FROM ref WHERE id IN (SELECT k FROM b)",
        "SELECT (SELECT COUNT(*) FROM b) FROM a",
        "SELECT (SELECT COUNT(*) FROM a)",
        "SELECT k FROM a ORDER BY (SELECT MAX(x) FROM b)",
        "SELECT k, COUNT(*) FROM a GROUP BY k HAVING COUNT(*) > (SELECT MAX(x) FROM b)",
        "SELECT k FROM a UNION SELECT k FROM b",
        "SELECT k FROM a UNION ALL SELECT k FROM b UNION SELECT k FROM c",
        "SELECT k FROM a INTERSECT SELECT k FROM b",
        "SELECT k FROM a EXCEPT SELECT k FROM b",
        "SELECT k FROM a UNION ALL SELECT id FROM ref",
        "(SELECT k FROM a LIMIT 3) UNION ALL SELECT k FROM b",
        "SELECT k FROM a UNION ALL SELECT COUNT(*) FROM b",
        "SELECT k FROM a UNION ALL SELECT DISTINCT x FROM b",
        "SELECT * FROM (SELECT k FROM a UNION ALL SELECT k FROM b) d JOIN c ON d.k = c.k",
        "SELECT * FROM shop.a JOIN depot.a ON shop.a.k = depot.a.k"
      })
  void isSpread(String sql) {
    assertThat(Analysed.mysql(sql).locality()).isInstanceOf(Locality.Spread.class);
    if (!sql.contains("depot")) {
      assertThat(Analysed.postgresql(sql).locality()).isInstanceOf(Locality.Spread.class);
    }
  }

  @Test
  void fullJoinsAndLateralsOfPostgreSql() {
    assertThat(local("SELECT * FROM a FULL JOIN b ON a.k = b.k")).isTrue();
    assertThat(local("SELECT * FROM a FULL JOIN b ON a.x = b.x")).isFalse();
    assertThat(local("SELECT * FROM a FULL JOIN ref ON a.k = ref.id")).isFalse();
    assertThat(local("SELECT * FROM a CROSS JOIN c FULL JOIN b ON a.k = b.k AND c.k = b.k"))
        .isFalse();
    assertThat(local("SELECT * FROM a, LATERAL (SELECT x FROM b WHERE b.k = a.k) d")).isFalse();
    assertThat(local("SELECT * FROM a, LATERAL (SELECT x FROM ref WHERE id = a.k) d")).isTrue();
    assertThat(local("SELECT * FROM a, generate_series(1, 3)")).isTrue();
    assertThat(local("WITH d AS (DELETE FROM a RETURNING k) SELECT * FROM d")).isFalse();
  }

  private static boolean local(String sql) {
    return Analysed.postgresql(sql).local();
  }

  @Test
  void groupsByTheWholeKeyStayInAPartition() {
    assertThat(grouped("SELECT k, COUNT(*) FROM a GROUP BY k")).isTrue();
    assertThat(grouped("SELECT COUNT(*) FROM a GROUP BY x, k")).isTrue();
    assertThat(grouped("SELECT k, COUNT(*) FROM a GROUP BY 1")).isTrue();
    assertThat(grouped("SELECT k AS z, COUNT(*) FROM a GROUP BY z")).isTrue();
    assertThat(grouped("SELECT COUNT(*) FROM a JOIN b ON a.k = b.k GROUP BY b.k")).isTrue();
    assertThat(grouped("SELECT COUNT(*) FROM a JOIN ref ON a.k = ref.id GROUP BY ref.id")).isTrue();
    assertThat(grouped("SELECT k, j, COUNT(*) FROM w GROUP BY k, j")).isTrue();
    assertThat(grouped("SELECT COUNT(*) FROM a LEFT JOIN b ON a.k = b.k GROUP BY a.k")).isTrue();

    assertThat(grouped("SELECT COUNT(*) FROM a")).isFalse();
    assertThat(grouped("SELECT x, COUNT(*) FROM a GROUP BY x")).isFalse();
    assertThat(grouped("SELECT k, x, COUNT(*) FROM a GROUP BY 2")).isFalse();
    assertThat(grouped("SELECT COUNT(*) FROM a GROUP BY k + 1")).isFalse();
    assertThat(grouped("SELECT k + 1 AS z, COUNT(*) FROM a GROUP BY z")).isFalse();
    assertThat(grouped("SELECT k, COUNT(*) FROM w GROUP BY k")).isFalse();
    assertThat(grouped("SELECT k, COUNT(*) FROM log GROUP BY k")).isFalse();
    assertThat(grouped("SELECT k, COUNT(*) FROM a GROUP BY k WITH ROLLUP")).isFalse();
    assertThat(grouped("SELECT COUNT(*) FROM a LEFT JOIN b ON a.k = b.k GROUP BY b.k")).isFalse();
    assertThat(
            Analysed.postgresql("SELECT k, COUNT(*) FROM a GROUP BY ROLLUP (k)")
                .top()
                .aggregatedLocally())
        .isFalse();
    assertThat(
            Analysed.postgresql("SELECT k, COUNT(*) FROM a GROUP BY GROUPING SETS ((k), ())")
                .top()
                .aggregatedLocally())
        .isFalse();
    assertThat(
            Analysed.postgresql("SELECT k, x, COUNT(*) FROM a GROUP BY CUBE (k, x)")
                .top()
                .aggregatedLocally())
        .isFalse();
  }

  private static boolean grouped(String sql) {
    Analysis.Top top = Analysed.mysql(sql).top();
    assertThat(top.aggregated()).isTrue();
    return top.aggregatedLocally();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(*) FROM a",
        "SELECT MAX(x) + 1 FROM a",
        "SELECT x FROM a GROUP BY x",
        "SELECT x FROM a HAVING x > 1",
        "SELECT x FROM a ORDER BY COUNT(*)",
        "SELECT CASE WHEN SUM(x) > 1 THEN 1 END FROM a",
        "SELECT GROUP_CONCAT(x ORDER BY y SEPARATOR ';') FROM a",
        "SELECT JSON_ARRAYAGG(x) FROM a",
        "SELECT COUNT(DISTINCT x) FROM a",
        "SELECT IF(COUNT(*) > 1, 'many', 'few') FROM a"
      })
  void seesAggregates(String sql) {
    assertThat(Analysed.mysql(sql).top().aggregated()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT SUM(x) FILTER (WHERE y > 1) FROM a",
        "SELECT string_agg(y::text, ',' ORDER BY x) FROM a",
        "SELECT array_agg(x) FROM a",
        "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FROM a"
      })
  void seesAggregatesOfPostgreSql(String sql) {
    assertThat(Analysed.postgresql(sql).top().aggregated()).isTrue();
  }

  @Test
  void windowsAndAggregatesOfSubqueriesAreNoAggregatesOfTheBlock() {
    assertThat(Analysed.mysql("SELECT SUM(x) OVER (PARTITION BY k) FROM a").top().aggregated())
        .isFalse();
    assertThat(
            Analysed.mysql("SELECT (SELECT MAX(x) FROM b WHERE b.k = a.k) FROM a")
                .top()
                .aggregated())
        .isFalse();
  }

  @Test
  void distinctOfTheWholeKeyStaysInAPartition() {
    assertThat(distinct("SELECT DISTINCT k FROM a")).isTrue();
    assertThat(distinct("SELECT DISTINCT * FROM a")).isTrue();
    assertThat(distinct("SELECT DISTINCT x, k AS z FROM a")).isTrue();
    assertThat(distinct("SELECT DISTINCT b.k, a.x FROM a JOIN b ON a.k = b.k")).isTrue();
    assertThat(distinct("SELECT DISTINCT a.k, ref.id AS k FROM a, ref")).isTrue();
    assertThat(distinct("SELECT DISTINCT x FROM a")).isFalse();
    assertThat(distinct("SELECT DISTINCT k + 1 FROM a")).isFalse();
    assertThat(distinct("SELECT DISTINCT k FROM w")).isFalse();
    assertThat(distinct("SELECT DISTINCT b.k FROM a LEFT JOIN b ON a.k = b.k")).isFalse();
    assertThat(Analysed.postgresql("SELECT DISTINCT ON (x) k, x FROM a").top().distinctLocally())
        .isFalse();
  }

  private static boolean distinct(String sql) {
    Analysis.Top top = Analysed.mysql(sql).top();
    assertThat(top.distinct()).isTrue();
    return top.distinctLocally();
  }

  @Test
  void windowsOfTheWholeKeyStayInAPartition() {
    assertThat(windowed("SELECT ROW_NUMBER() OVER (PARTITION BY k ORDER BY x) FROM a")).isTrue();
    assertThat(windowed("SELECT SUM(x) OVER (PARTITION BY x, k) FROM a")).isTrue();
    assertThat(windowed("SELECT x FROM a ORDER BY RANK() OVER (PARTITION BY k ORDER BY x)"))
        .isTrue();
    assertThat(windowed("SELECT ROW_NUMBER() OVER (ORDER BY k) FROM a")).isFalse();
    assertThat(windowed("SELECT COUNT(*) OVER () FROM a")).isFalse();
    assertThat(windowed("SELECT SUM(x) OVER (PARTITION BY x) FROM a")).isFalse();
    assertThat(windowed("SELECT SUM(x) OVER (PARTITION BY k), SUM(x) OVER (PARTITION BY x) FROM a"))
        .isFalse();
    assertThat(windowed("SELECT SUM(x) OVER n FROM a WINDOW n AS (PARTITION BY x)")).isFalse();
    assertThat(windowed("SELECT SUM(x) OVER (n ORDER BY y) FROM a WINDOW n AS (PARTITION BY x)"))
        .isFalse();
    assertThat(windowed("SELECT 1 + SUM(x) OVER (PARTITION BY x) FROM a")).isFalse();
  }

  private static boolean windowed(String sql) {
    Analysis.Top top = Analysed.mysql(sql).top();
    assertThat(top.windowed()).isTrue();
    return top.windowedLocally();
  }

  @Test
  void seesLimits() {
    assertThat(Analysed.mysql("SELECT * FROM a LIMIT 3").top().limited()).isTrue();
    assertThat(Analysed.postgresql("SELECT * FROM a OFFSET 3").top().limited()).isTrue();
    assertThat(Analysed.postgresql("SELECT * FROM a FETCH FIRST 3 ROWS ONLY").top().limited())
        .isTrue();
    assertThat(Analysed.mysql("SELECT * FROM a").top().limited()).isFalse();
  }

  @Test
  void findsEveryTable() {
    for (Engine engine : Engine.values()) {
      assertThat(
              Analysed.of(
                      engine,
                      "WITH log AS (SELECT k FROM log) SELECT a.*, (SELECT 1 FROM w LIMIT 1)"
                          + " FROM a LEFT JOIN ref AS r ON r.id = a.k, log"
                          + " WHERE a.x IN (SELECT c.x FROM c) AND a.x > 1")
                  .analysis()
                  .uses())
          .extracting(TableUse::name, TableUse::sharded, TableUse::aliased)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("log", true, false),
              org.assertj.core.groups.Tuple.tuple("w", true, false),
              org.assertj.core.groups.Tuple.tuple("a", true, false),
              org.assertj.core.groups.Tuple.tuple("ref", false, true),
              org.assertj.core.groups.Tuple.tuple("c", true, false));
    }
  }
}
