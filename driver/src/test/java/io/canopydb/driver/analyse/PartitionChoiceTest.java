package io.canopydb.driver.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.metadata.model.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which partitions a predicate leaves; what is not certain leaves all. */
class PartitionChoiceTest {

  private static String mysql(String sql) {
    return Analysed.mysql(sql).partitions();
  }

  private static String postgresql(String sql) {
    return Analysed.postgresql(sql).partitions();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k = 5",
        "(k = 5)",
        "((k)) = (5)",
        "k = 5 AND x > 3",
        "x > 3 AND (y = 1 AND k = 5)",
        "k IN (5)",
        "NOT x = 1 AND k = 5",
        "a.k = 5",
        "k = 5 AND k IN (6, 7)",
        "k = 5 AND (x = 1 OR y = 2)",
        "k = 5 AND x BETWEEN 1 AND 2",
        "k = 5 AND x IN (1, 2)",
        "k = 5 OR k = 5 AND x = 2"
      })
  void anEqualityOfTheWholeKeyLeavesOne(String predicate) {
    assertThat(mysql("SELECT * FROM a WHERE " + predicate)).isEqualTo("a: 5");
    assertThat(postgresql("SELECT * FROM a WHERE " + predicate)).isEqualTo("a: 5");
    assertThat(mysql("UPDATE a SET x = 1 WHERE " + predicate)).isEqualTo("a: 5");
    assertThat(postgresql("DELETE FROM a WHERE " + predicate)).isEqualTo("a: 5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k = 5 OR k = 6",
        "k IN (5, 6)",
        "(k = 5 OR k = 6) AND x = 1",
        "k = 5 AND x = 1 OR k = 6 AND x = 2",
        "k IN (5, 6) AND k IN (1, 2, 3)",
        "(k = 5 OR k = 6) AND (x = 1 OR x = 2)",
        "(x = 1 OR x = 2) AND (k = 5 OR k = 6)",
        "x = 7 AND (k = 5 AND x = 1 OR (k = 6))"
      })
  void alternativesLeaveThose(String predicate) {
    assertThat(mysql("SELECT * FROM a WHERE " + predicate)).isEqualTo("a: 5 or 6");
    assertThat(postgresql("SELECT * FROM a WHERE " + predicate)).isEqualTo("a: 5 or 6");
  }

  @Test
  void aCastToTheColumnsOwnTypeIsSeenThrough() {
    for (String value :
        new String[] {"'5'::int", "('5'::int8)", "CAST(? AS integer)", "?::bigint", "5::int"}) {
      assertThat(postgresql("SELECT * FROM a WHERE k = " + value))
          .as(value)
          .isEqualTo(value.contains("?") ? "a: ?" : value.contains("'") ? "a: '5'" : "a: 5");
    }
    assertThat(postgresql("SELECT * FROM txt WHERE s = 'x'::text")).isEqualTo("txt: 'x'");
    for (String value :
        new String[] {
          "'5'::numeric",
          "'5'::text::int",
          "'5'::int + 1",
          "5.7::numeric::int",
          "-5::int",
          "'5'::oid"
        }) {
      assertThat(postgresql("SELECT * FROM a WHERE k = " + value)).as(value).isEqualTo("a: all");
    }
    assertThat(postgresql("SELECT * FROM txt WHERE s = 'x'::varchar(1)")).isEqualTo("txt: all");
    assertThat(postgresql("SELECT * FROM txt WHERE s = 5::int")).isEqualTo("txt: all");
    assertThat(mysql("SELECT * FROM a WHERE k = CAST('5' AS SIGNED)")).isEqualTo("a: all");
  }

  @Test
  void parametersAreValues() {
    assertThat(mysql("SELECT * FROM a WHERE k = ?")).isEqualTo("a: ?");
    assertThat(mysql("SELECT * FROM a WHERE ? = k")).isEqualTo("a: ?");
    assertThat(mysql("SELECT * FROM a WHERE k = 'five'")).isEqualTo("a: 'five'");
    assertThat(mysql("SELECT * FROM a WHERE k = -5")).isEqualTo("a: -5");
    assertThat(mysql("SELECT * FROM a WHERE k = -?")).isEqualTo("a: all");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = 5",
        "k <> 5",
        "k > 5",
        "k BETWEEN 5 AND 5",
        "NOT k = 5",
        "NOT (k = 5)",
        "NOT (k <> 5)",
        "k NOT IN (5)",
        "k IS NOT NULL",
        "k = 5 OR x = 1",
        "x = 1 OR k = 5",
        "k = 5 OR k = 6 OR x = 1",
        "k = 5 OR TRUE",
        "k + 0 = 5",
        "k = 5 + 1",
        "k = - 5 + 1",
        "k = x",
        "ABS(k) = 5",
        "k = ABS(5)",
        "k LIKE 5",
        "k IN (5, x)",
        "k IN (5, ABS(6))",
        "k IN (5, NULL)",
        "k IN (SELECT 5)",
        "(k = 5) = x",
        "(k = 5) IS NULL",
        "(k = 5) IS NOT TRUE",
        "(k IN (5)) IS FALSE",
        "CASE WHEN k = 5 THEN TRUE ELSE x = 1 END",
        "COALESCE(k, 5) = 5",
        "k = CASE WHEN x = 1 THEN 5 ELSE 6 END",
        "EXISTS (SELECT 1 FROM ref WHERE k = 5)",
        "k = (SELECT 5)",
        "(k, x) = (SELECT 5, 1)",
        "b.k = 5",
        "CAST(k AS CHAR(3)) = 5",
        "k = CAST(5 AS DECIMAL)"
      })
  void allElseLeavesAll(String predicate) {
    assertThat(choiceOrRefusal(Engine.MYSQL, predicate)).isEqualTo("a: all");
    assertThat(choiceOrRefusal(Engine.POSTGRESQL, predicate)).isEqualTo("a: all");
  }

  /** The parser refuses some of these, and the planner then refuses the statement. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "k = 5 IS NOT TRUE",
        "k = 5 IS FALSE",
        "k = 5 IS NULL",
        "k IN (5) IS FALSE",
        "k = 5 = 0",
        "k = 5 <> 1",
        "k = 5 < 1",
        "k = 5 IN (0)",
        "k = 5 NOT IN (1)",
        "k = 5 LIKE '0'",
        "k = 5 NOT LIKE '1'",
        "k = 5 REGEXP '0'",
        "k = 5 RLIKE '0'",
        "k = 5 BETWEEN 0 AND 0",
        "k = 5 NOT BETWEEN 1 AND 1",
        "k IN (5) = 0",
        "k IN (5) IN (0)",
        "k IN (5) < 1",
        "k IS NULL = 0",
        "k IS NULL IS FALSE",
        "k IS NULL IN (0)",
        "(k, x) = (5, 1) = 0",
        "(k, x) IN ((5, 1)) = 0",
        "k = 5 IS UNKNOWN",
        "k = 5 COLLATE utf8mb4_bin = 0",
        "0 = k = 5",
        "1 < k = 5",
        "k = 5 <=> 0",
        "k = 5 | 1",
        "k = 5 & 4",
        "k = 5 << 1",
        "k = 5 ^ 1",
        "k = 5 DIV 2",
        "k = 5 MOD 2",
        "k = 5 % 2",
        "k = 5 XOR x",
        "k = 5 || x = 1",
        "k = 5 AND x || y",
        "x && k = 5 || y",
        "! k = 5",
        "!(k = 5)",
        "~k = 5",
        "BINARY k = 5",
        "k = BINARY 5",
        "k = - - 5",
        "k SOUNDS LIKE 5",
        "k MEMBER OF ('[5]') OR x = 1",
        "k = 5 AND 1 MEMBER OF (x) OR y = 1",
        "k = @v",
        "k = 5 AND (@v := x)",
        "k <=> 5",
        "k = 5 /*!OR x = 1 */",
        "k = '5' 'x'",
        "k = x'35'",
        "k = DATE '2020-01-01'",
        "k = INTERVAL(5, 1)",
        "k REGEXP 5",
        "k = ANY (SELECT 5)",
        "k = 5 COLLATE utf8mb4_bin",
        "k COLLATE utf8mb4_bin = 5",
        "k = 5->'$.a'",
        "MATCH (k) AGAINST (5)"
      })
  void whatMySqlReadsOtherwiseLeavesAll(String predicate) {
    assertThat(choiceOrRefusal(Engine.MYSQL, predicate)).isIn("a: all", "refused");
  }

  private static String choiceOrRefusal(Engine engine, String predicate) {
    try {
      return Analysed.of(engine, "SELECT * FROM a WHERE " + predicate).partitions();
    } catch (SqlSyntaxException e) {
      return "refused";
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k = 5 = FALSE",
        "k = 5 IS NULL",
        "k = 5 IS NOT TRUE",
        "k IN (5) IS FALSE",
        "k = 5 ISNULL",
        "k = 5 NOTNULL",
        "k = 5 IS DISTINCT FROM TRUE",
        "k IS NOT DISTINCT FROM 5",
        "k = 5 || 'x'",
        "k = 5 ~ 'x'",
        "k = 5 # 1",
        "k = 5 & 4",
        "k = 5 ^ 2",
        "k = 5 @> 2",
        "k = 5 -> 'a'",
        "k = 5 IN (FALSE)",
        "k = 5 LIKE 'x'",
        "k = 5 SIMILAR TO 'x'",
        "k = 5 BETWEEN FALSE AND FALSE",
        "k IN (5) = FALSE",
        "k IS NULL = FALSE",
        "k IS NULL IS FALSE",
        "k = -5 ^ 2",
        "k = @ 5",
        "k = |/ 25",
        "k OPERATOR(pg_catalog.=) 5",
        "k OPERATOR(pg_catalog.<) 5",
        "k = 5::text::int",
        "k::text = '5'",
        "k = ANY (ARRAY[5])",
        "k = ALL (ARRAY[5])",
        "k = SOME (SELECT 5)",
        "k = 5 COLLATE \"C\"",
        "k = U&'5'",
        "k = E'5' || '6'",
        "k = $$5$$ || '6'",
        "k = 5 AND x IS JSON OR y = 1",
        "NOT k = 5 AND x = 1",
        "\"K\" = 5",
        "k = 5 AT TIME ZONE 'UTC'",
        "k = '5' UESCAPE '!'",
        "k = 5 OVERLAPS x"
      })
  void whatPostgreSqlReadsOtherwiseLeavesAll(String predicate) {
    assertThat(choiceOrRefusal(Engine.POSTGRESQL, predicate)).isIn("a: all", "refused");
  }

  @Test
  void isNullLeavesThePartitionOfNull() {
    assertThat(mysql("SELECT * FROM a WHERE k IS NULL")).isEqualTo("a: NULL");
    assertThat(mysql("SELECT * FROM a WHERE k IS NULL OR k = 5")).isEqualTo("a: 5 or NULL");
    assertThat(mysql("SELECT * FROM w WHERE k IS NULL AND j IN (1, 2)"))
        .isEqualTo("w: NULL,1 or NULL,2");
    assertThat(mysql("SELECT * FROM a JOIN b ON a.k = b.k AND b.k IS NULL"))
        .isEqualTo("a: NULL; b: NULL");
  }

  @Test
  void keysOfSeveralColumnsNeedThemAll() {
    assertThat(mysql("SELECT * FROM w WHERE k = 1 AND j = 2")).isEqualTo("w: 1,2");
    assertThat(mysql("SELECT * FROM w WHERE k = 1")).isEqualTo("w: all");
    assertThat(mysql("SELECT * FROM w WHERE j = 1 AND x = 2")).isEqualTo("w: all");
    assertThat(mysql("SELECT * FROM w WHERE k IN (1, 2) AND j IN (3, 4)"))
        .isEqualTo("w: 1,3 or 1,4 or 2,3 or 2,4");
    assertThat(mysql("SELECT * FROM w WHERE k = 1 AND (j = 2 OR j = 3 AND x = 4)"))
        .isEqualTo("w: 1,2 or 1,3");
    assertThat(mysql("SELECT * FROM w WHERE k = 1 AND (j = 2 OR x = 4)")).isEqualTo("w: all");
    assertThat(mysql("SELECT * FROM w WHERE (k = 1 OR k = 2) AND (j = 3 OR j = 4)"))
        .isEqualTo("w: 1,3 or 1,4 or 2,3 or 2,4");
    assertThat(mysql("SELECT * FROM w WHERE k = 1 AND j = 2 OR k = 3")).isEqualTo("w: all");
  }

  @Test
  void rowValuesAreComparedColumnByColumn() {
    assertThat(mysql("SELECT * FROM w WHERE (k, j) = (1, 2)")).isEqualTo("w: 1,2");
    assertThat(mysql("SELECT * FROM w WHERE (j, k) = (1, 2)")).isEqualTo("w: 2,1");
    assertThat(mysql("SELECT * FROM w WHERE ROW(k, j) = ROW(1, ?)")).isEqualTo("w: all");
    assertThat(mysql("SELECT * FROM w WHERE (k, j) IN ((1, 2), (3, 4))"))
        .isEqualTo("w: 1,2 or 3,4");
    assertThat(mysql("SELECT * FROM w WHERE (k, j, x) IN ((1, 2, 3), (3, 4, 5))"))
        .isEqualTo("w: 1,2 or 3,4");
    assertThat(mysql("SELECT * FROM w WHERE (k, x) IN ((1, 2), (3, 4))")).isEqualTo("w: all");
    assertThat(mysql("SELECT * FROM w WHERE (k, j) IN ((1, 2), (3, x))")).isEqualTo("w: all");
    assertThat(mysql("SELECT * FROM w WHERE (k, j) NOT IN ((1, 2))")).isEqualTo("w: all");
    assertThat(mysql("SELECT * FROM w WHERE (k, j) <> (1, 2)")).isEqualTo("w: all");
    assertThat(mysql("SELECT * FROM w WHERE (k, j) > (1, 2)")).isEqualTo("w: all");
    assertThat(mysql("SELECT * FROM w WHERE (k, j) = (1, NULL)")).isEqualTo("w: all");
    assertThat(postgresql("SELECT * FROM w WHERE (k, j) = (1, 2)")).isEqualTo("w: 1,2");
    assertThat(postgresql("SELECT * FROM w WHERE (k, j) IN ((1, 2), (3, 4))"))
        .isEqualTo("w: 1,2 or 3,4");
    assertThat(mysql("SELECT * FROM a WHERE (k, x) IN ((5, 1), (6, 2))")).isEqualTo("a: 5 or 6");
  }

  @Test
  void equalitiesLeadFromTableToTable() {
    assertThat(mysql("SELECT * FROM a JOIN b ON a.k = b.k WHERE a.k = 5")).isEqualTo("a: 5; b: 5");
    assertThat(mysql("SELECT * FROM a, b, c WHERE a.k = b.k AND c.k = b.k AND c.k = 5"))
        .isEqualTo("a: 5; b: 5; c: 5");
    assertThat(mysql("SELECT * FROM a JOIN b USING (k) WHERE b.k = 5")).isEqualTo("a: 5; b: 5");
    assertThat(mysql("SELECT * FROM a NATURAL JOIN b WHERE b.k = 5")).isEqualTo("a: 5; b: 5");
    assertThat(mysql("SELECT * FROM a JOIN w ON a.k = w.k AND a.x = w.j WHERE a.k = 5 AND a.x = 6"))
        .isEqualTo("a: 5; w: 5,6");
    assertThat(mysql("SELECT * FROM a JOIN ref ON a.k = ref.id WHERE ref.id = 5"))
        .isEqualTo("a: 5");
    assertThat(mysql("SELECT * FROM a JOIN b ON a.x = b.x WHERE a.k = 5"))
        .isEqualTo("a: 5; b: all");
    assertThat(mysql("SELECT * FROM a JOIN b ON a.k > b.k WHERE a.k = 5"))
        .isEqualTo("a: 5; b: all");
    assertThat(mysql("SELECT * FROM a JOIN b ON a.k = b.k OR a.x = b.x WHERE a.k = 5"))
        .isEqualTo("a: 5; b: all");
    assertThat(mysql("UPDATE a JOIN b ON a.k = b.k SET a.x = b.x WHERE b.k = 5"))
        .isEqualTo("a: 5; b: 5");
    assertThat(postgresql("UPDATE a SET x = b.x FROM b WHERE a.k = b.k AND b.k = 5"))
        .isEqualTo("a: 5; b: 5");
    assertThat(postgresql("DELETE FROM a USING b WHERE a.k = b.k AND b.k = 5"))
        .isEqualTo("a: 5; b: 5");
  }

  @Test
  void columnsOfOtherTypesLeadNowhere() {
    assertThat(mysql("SELECT * FROM a JOIN big ON a.k = big.k WHERE a.k = 5"))
        .isEqualTo("a: 5; big: all");
    assertThat(mysql("SELECT * FROM txt JOIN ref ON txt.s = ref.id WHERE ref.id = 5"))
        .isEqualTo("txt: all");
    assertThat(mysql("SELECT * FROM txt JOIN ref ON txt.s = ref.name WHERE ref.name = 'n'"))
        .isEqualTo("txt: 'n'");
  }

  @Test
  void aTableWithoutShardKeyIsReadFromAll() {
    assertThat(mysql("SELECT * FROM log WHERE k = 5")).isEqualTo("log: all");
    assertThat(mysql("SELECT * FROM a JOIN log ON a.k = log.k WHERE log.k = 5"))
        .isEqualTo("a: 5; log: all");
  }

  @Test
  void subqueriesAreReadWhereTheRowsAroundThemAre() {
    assertThat(mysql("SELECT * FROM a WHERE a.k = 5 AND EXISTS (SELECT 1 FROM b WHERE b.k = a.k)"))
        .isEqualTo("a: 5; b: 5");
    assertThat(mysql("SELECT (SELECT MAX(x) FROM b WHERE b.k = a.k) FROM a WHERE a.k IN (5, 6)"))
        .isEqualTo("b: 5 or 6; a: 5 or 6");
    assertThat(mysql("SELECT * FROM a WHERE k = 5 AND x IN (SELECT x FROM b WHERE b.k = 6)"))
        .isEqualTo("a: 5; b: 6");
    assertThat(mysql("SELECT * FROM a WHERE k = 5 OR x IN (SELECT x FROM b WHERE b.k = a.k)"))
        .isEqualTo("a: all; b: all");
    assertThat(mysql("SELECT * FROM a WHERE NOT EXISTS (SELECT 1 FROM b WHERE b.k = 5)"))
        .isEqualTo("a: all; b: 5");
    assertThat(mysql("SELECT * FROM a WHERE x = (SELECT k FROM b WHERE x = 5)"))
        .isEqualTo("a: all; b: all");
  }

  @Test
  void derivedTablesAreReadWhereTheirRowsAreWanted() {
    assertThat(mysql("SELECT * FROM (SELECT k, x FROM a) d WHERE d.k = 5")).isEqualTo("a: 5");
    assertThat(mysql("SELECT * FROM (SELECT k AS z FROM a) d WHERE z = 5")).isEqualTo("a: 5");
    assertThat(mysql("SELECT * FROM (SELECT k + 1 AS k FROM a) d WHERE k = 5")).isEqualTo("a: all");
    assertThat(mysql("SELECT * FROM (SELECT x AS k, k AS x FROM a) d WHERE k = 5"))
        .isEqualTo("a: all");
    assertThat(mysql("SELECT * FROM (SELECT k, COUNT(*) FROM a GROUP BY k) d WHERE d.k = 5"))
        .isEqualTo("a: 5");
    assertThat(mysql("SELECT * FROM (SELECT MAX(k) AS k FROM a) d WHERE d.k = 5"))
        .isEqualTo("a: all");
    assertThat(mysql("SELECT * FROM (SELECT k FROM a ORDER BY x LIMIT 3) d WHERE d.k = 5"))
        .isEqualTo("a: all");
    assertThat(
            mysql("SELECT * FROM (SELECT k, ROW_NUMBER() OVER (ORDER BY x) FROM a) d WHERE k = 5"))
        .isEqualTo("a: all");
    assertThat(
            mysql(
                "SELECT * FROM (SELECT k, ROW_NUMBER() OVER (PARTITION BY k) FROM a) d"
                    + " WHERE k = 5"))
        .isEqualTo("a: 5");
    assertThat(mysql("WITH d AS (SELECT k FROM a) SELECT * FROM d WHERE k = 5")).isEqualTo("a: 5");
    assertThat(mysql("WITH d (z) AS (SELECT k FROM a) SELECT * FROM d WHERE z = 5"))
        .isIn("a: 5", "a: all");
  }

  @Test
  void eachPlaceOfACommonTableCounts() {
    assertThat(
            mysql(
                "WITH d AS (SELECT * FROM a) SELECT * FROM d p JOIN d q ON p.x = q.x"
                    + " WHERE p.k = 5 AND q.k = 6"))
        .isEqualTo("a: 5 or 6");
    assertThat(
            mysql(
                "WITH d AS (SELECT * FROM a) SELECT * FROM d WHERE k = 5"
                    + " UNION ALL SELECT * FROM d WHERE k = 6"))
        .isEqualTo("a: 5 or 6");
    assertThat(
            mysql(
                "WITH d AS (SELECT * FROM a) SELECT * FROM d WHERE k = 5"
                    + " UNION ALL SELECT * FROM d"))
        .isEqualTo("a: all");
    assertThat(
            mysql(
                "WITH d AS (SELECT * FROM a) SELECT * FROM d"
                    + " UNION ALL SELECT * FROM d WHERE k = 5"))
        .isEqualTo("a: all");
  }

  @Test
  void unionsAreReadBranchByBranch() {
    assertThat(mysql("SELECT k FROM a WHERE k = 5 UNION ALL SELECT k FROM b WHERE k = 6"))
        .isEqualTo("a: 5; b: 6");
    assertThat(mysql("SELECT k FROM a WHERE k = 5 UNION SELECT k FROM a"))
        .isEqualTo("a: 5; a: all");
    assertThat(mysql("SELECT * FROM (SELECT k FROM a UNION ALL SELECT x FROM b) d WHERE d.k = 5"))
        .isEqualTo("a: all; b: all");
  }

  @Test
  void outerJoinsKeepRows() {
    assertThat(mysql("SELECT * FROM a LEFT JOIN b ON a.k = b.k WHERE a.k = 5"))
        .isEqualTo("a: 5; b: 5");
    assertThat(mysql("SELECT * FROM a LEFT JOIN b ON a.k = b.k AND a.k = 5"))
        .isEqualTo("a: all; b: 5");
    assertThat(mysql("SELECT * FROM a LEFT JOIN b ON a.k = b.k AND b.k = 5"))
        .isEqualTo("a: all; b: 5");
    assertThat(mysql("SELECT * FROM a RIGHT JOIN b ON a.k = b.k AND b.k = 5"))
        .isEqualTo("a: 5; b: all");
    assertThat(mysql("SELECT * FROM a LEFT JOIN b ON a.k = b.k WHERE b.k = 5"))
        .isIn("a: all; b: 5", "a: 5; b: 5");
    assertThat(mysql("SELECT * FROM a LEFT JOIN b ON a.k = b.k WHERE b.k IS NULL"))
        .isEqualTo("a: all; b: all");
    assertThat(mysql("SELECT * FROM a LEFT JOIN b ON a.k = b.k WHERE b.k = 5 OR b.k IS NULL"))
        .isEqualTo("a: all; b: all");
    assertThat(mysql("SELECT * FROM a LEFT JOIN b ON a.x = b.x AND a.k = 5"))
        .isEqualTo("a: all; b: all");
    assertThat(postgresql("SELECT * FROM a FULL JOIN b ON a.k = b.k AND a.k = 5"))
        .isEqualTo("a: all; b: all");
    assertThat(postgresql("SELECT * FROM a FULL JOIN b ON a.k = b.k WHERE a.k = 5"))
        .isIn("a: 5; b: all", "a: 5; b: 5");
  }

  @Test
  void theConditionOfAnOuterJoinSaysNothingOfOtherTables() {
    assertThat(
            mysql(
                "SELECT * FROM a LEFT JOIN b ON b.x = a.x"
                    + " LEFT JOIN c ON c.k = b.k AND b.k = 5 WHERE a.k = 7"))
        .isEqualTo("a: 7; b: all; c: 5");
    assertThat(mysql("SELECT * FROM a LEFT JOIN (b JOIN c ON b.k = c.k) ON a.x = b.x AND c.k = 5"))
        .isEqualTo("a: all; b: 5; c: 5");
    assertThat(
            mysql(
                "SELECT * FROM a LEFT JOIN (b LEFT JOIN c ON b.k = c.k AND c.k = 5) ON a.x = b.x"))
        .isEqualTo("a: all; b: all; c: 5");
    assertThat(
            mysql(
                "SELECT * FROM a LEFT JOIN (SELECT k, x FROM b) d ON d.x = a.x"
                    + " LEFT JOIN c ON c.k = d.k AND d.k = 5"))
        .isEqualTo("a: all; b: all; c: 5");
  }

  @Test
  void aCommaBindsLooserThanJoin() {
    assertThat(mysql("SELECT * FROM a, b RIGHT JOIN c ON b.x = c.x AND c.k = 5 WHERE a.k = c.k"))
        .isEqualTo("a: all; b: all; c: all");
  }

  @Test
  void conditionsThatAreStackedBehindJoinsAreNotTakenForOthers() {
    assertThat(mysql("SELECT * FROM a LEFT JOIN b JOIN c ON b.k = c.k ON a.k = b.k AND a.k = 5"))
        .isEqualTo("a: all; b: all; c: all");
  }

  @Test
  void nullsOfAnOuterJoinWithinADerivedTableAreNoKeys() {
    assertThat(
            mysql(
                "SELECT * FROM (SELECT a.k AS ak, b.k AS bk FROM a LEFT JOIN b ON a.k = b.k) d"
                    + " WHERE bk IS NULL"))
        .isEqualTo("a: all; b: all");
  }

  @Test
  void newNamesOfColumnsKeepTheirPlaces() {
    assertThat(mysql("SELECT * FROM (SELECT k, x FROM a) d (x, k) WHERE d.k = 5"))
        .isEqualTo("a: all");
    assertThat(mysql("SELECT * FROM (SELECT x, k FROM a) d (x2, k2) WHERE k2 = 5"))
        .isEqualTo("a: 5");
    assertThat(mysql("WITH d (p, q, r) AS (SELECT x, x, k FROM a) SELECT * FROM d WHERE q = 5"))
        .isEqualTo("a: all");
    assertThat(mysql("WITH d (p, q, r) AS (SELECT x, x, k FROM a) SELECT * FROM d WHERE r = 5"))
        .isEqualTo("a: 5");
    assertThat(
            mysql(
                "WITH d (m, k, n, o) AS (SELECT a.k, a.x, b.k, b.x FROM a JOIN b ON a.k = b.k)"
                    + " SELECT * FROM d WHERE k = 5"))
        .isEqualTo("a: all; b: all");
  }

  @Test
  void subqueriesAreNotReadByWhatAnOuterJoinAsksOfMatches() {
    assertThat(
            mysql(
                "SELECT (SELECT COUNT(*) FROM c WHERE c.k = a.k)"
                    + " FROM a LEFT JOIN b ON b.k = a.k AND a.k = 5"))
        .isEqualTo("c: all; a: all; b: 5");
  }

  @Test
  void tablesOfOneNameInTwoDatabasesAreTwo() {
    assertThat(
            mysql("SELECT * FROM shop.a JOIN depot.a ON shop.a.x = depot.a.x WHERE depot.a.k = 5"))
        .isEqualTo("a: all; a: 5");
    assertThat(mysql("SELECT * FROM depot.a WHERE EXISTS (SELECT 1 FROM a WHERE depot.a.k = 5)"))
        .isEqualTo("a: all; a: all");
    assertThat(mysql("SELECT * FROM a JOIN depot.b ON a.k = b.k WHERE a.k = 5"))
        .isEqualTo("a: 5; b: 5");
  }

  @Test
  void namesFollowTheEnginesRules() {
    assertThat(mysql("SELECT * FROM a WHERE `K` = 5")).isEqualTo("a: 5");
    assertThat(mysql("SELECT * FROM a AS `A b` WHERE `A b`.K = 5")).isEqualTo("a: 5");
    assertThat(postgresql("SELECT * FROM \"a\" AS \"Q\" WHERE \"Q\".K = 5")).isEqualTo("a: 5");
    assertThat(postgresql("SELECT * FROM A WHERE A.K = 5")).isEqualTo("a: 5");
    assertThat(postgresql("SELECT * FROM public.a WHERE public.a.k = 5")).isEqualTo("a: 5");
    assertThat(postgresql("SELECT * FROM a AS q (m, n) WHERE m = 5")).isEqualTo("a: all");
    assertThat(postgresql("SELECT * FROM a AS q (x, k) WHERE k = 5")).isEqualTo("a: all");
  }

  @Test
  void longListsAreNotCountedOut() {
    StringBuilder list = new StringBuilder("1");
    for (int i = 2; i <= 100; i++) {
      list.append(", ").append(i);
    }
    assertThat(mysql("SELECT * FROM w WHERE k IN (" + list + ") AND j IN (" + list + ")"))
        .isEqualTo("w: all");
  }

  @Test
  void manyAlternativesOfOtherColumnsAreReadFast() {
    StringBuilder predicate = new StringBuilder("x = 0");
    for (int i = 0; i < 30; i++) {
      predicate.append(" AND (x = ").append(i).append(" OR y = ").append(i).append(')');
    }
    assertThat(mysql("SELECT * FROM w WHERE " + predicate)).isEqualTo("w: all");
    assertThat(mysql("SELECT * FROM w WHERE k = 1 AND j = 2 AND " + predicate)).isEqualTo("w: 1,2");
  }
}
