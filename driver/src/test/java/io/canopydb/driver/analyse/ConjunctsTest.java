package io.canopydb.driver.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which conditions of a WHERE the rows of one table must satisfy. */
class ConjunctsTest {

  private static String mysql(String sql) {
    return Analysed.mysql(sql).conditions();
  }

  private static String postgresql(String sql) {
    return Analysed.postgresql(sql).conditions();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "x = 1 | a: x = 1",
        "a.x = 1 AND y > 2 | a: a.x = 1, y > 2",
        "x BETWEEN 1 AND 2 AND y = 3 | a: x BETWEEN 1 AND 2, y = 3",
        "y = 3 AND x NOT BETWEEN 1 AND y + 2 | a: y = 3, x NOT BETWEEN 1 AND y + 2",
        "x BETWEEN 1 AND 2 AND y BETWEEN 3 AND 4 | a: x BETWEEN 1 AND 2, y BETWEEN 3 AND 4",
        "CASE WHEN x = 1 AND y = 2 THEN x ELSE y END = 3 AND y = 4"
            + " | a: CASE WHEN x = 1 AND y = 2 THEN x ELSE y END = 3, y = 4",
        "CASE x WHEN 1 THEN CASE WHEN y = 2 OR y = 3 THEN 1 END END = 3 AND y = 4"
            + " | a: CASE x WHEN 1 THEN CASE WHEN y = 2 OR y = 3 THEN 1 END END = 3, y = 4",
        "(x = 1 OR y = 2) AND x = 3 | a: (x = 1 OR y = 2), x = 3",
        "(x = 1 AND y = 2) | a: (x = 1 AND y = 2)",
        "NOT (x = 1 AND y = 2) AND NOT x = 3 | a: NOT (x = 1 AND y = 2), NOT x = 3",
        "x IN (1, 2) AND COALESCE(x, y) = 1 | a: x IN (1, 2), COALESCE(x, y) = 1",
        "x LIKE ' AND ' AND y = 'x OR y' | a: x LIKE ' AND ', y = 'x OR y'",
        "x = 1 /* AND y = 1 OR */ AND y = 2 -- OR x | a: x = 1, y = 2",
        "x /* OR */ = 1 AND y = 2 | a: x /* OR */ = 1, y = 2",
        "x IS NULL AND y IS NOT NULL | a: x IS NULL, y IS NOT NULL",
        "EXTRACT(YEAR FROM x) = 1 AND y = 2 | a: EXTRACT(YEAR FROM x) = 1, y = 2",
      })
  void isCutAtAnd(String where, String conditions) {
    assertThat(mysql("SELECT * FROM a WHERE " + where)).isEqualTo(conditions);
    assertThat(postgresql("SELECT * FROM a WHERE " + where)).isEqualTo(conditions);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = 1 OR y = 2",
        "x = 1 AND y = 2 OR y = 3",
        "x = 1 OR y = 2 AND y = 3",
        "x BETWEEN 1 AND 2 OR y = 3",
        "x = 1 AND y BETWEEN 1 AND 2 OR y = 3"
      })
  void isNotCutBesideOr(String where) {
    assertThat(mysql("SELECT * FROM a WHERE " + where)).isEmpty();
    assertThat(postgresql("SELECT * FROM a WHERE " + where)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = 1 AND y = 2 XOR y = 3",
        "x = 1 AND y = 2 || y = 3",
        "x = 1 && y = 2 OR y = 3",
        "x = 1 && y = 2 AND y = 3",
        "x = 1 AND 1 MEMBER OF (y) OR y = 3",
        "x = 1 AND y = 2 /*! OR y = 3 */"
      })
  void isNotCutWhereMySqlReadsMore(String where) {
    assertThat(mysql("SELECT * FROM a WHERE " + where)).isEmpty();
  }

  @Test
  void isNotCutAtWordsThatAreNames() {
    assertThat(mysql("SELECT * FROM a WHERE x = 1 AND offset = 2 OR y = 3")).isEmpty();
    assertThat(mysql("SELECT * FROM a WHERE x = 1 AND a.group = 2 OR y = 3")).isEmpty();
    assertThat(mysql("SELECT * FROM a WHERE CASE WHEN end > 1 AND x = 2 THEN 1 END = 1 AND y = 2"))
        .isEmpty();
    assertThat(postgresql("SELECT * FROM a WHERE x = 1 AND lock = 2 OR y = 3")).isEmpty();
    assertThat(postgresql("SELECT * FROM a WHERE x = 1 AND procedure = 2 OR y = 3")).isEmpty();
    assertThat(postgresql("SELECT * FROM a WHERE x = 1 AND a.order = 2 OR y = 3")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GROUP BY x",
        "HAVING y = 1 AND x = 2",
        "ORDER BY y = 1 AND x = 2",
        "LIMIT 3",
        "FOR UPDATE",
        "UNION ALL SELECT * FROM a"
      })
  void endsWithTheWhere(String next) {
    assertThat(mysql("SELECT * FROM a WHERE x = 1 AND y = 2 " + next)).isEqualTo("a: x = 1, y = 2");
    assertThat(postgresql("SELECT * FROM a WHERE x = 1 AND y = 2 " + next))
        .isEqualTo("a: x = 1, y = 2");
  }

  @Test
  void endsWithClausesOfOneEngine() {
    assertThat(mysql("SELECT * FROM a WHERE x = 1 LOCK IN SHARE MODE")).isEqualTo("a: x = 1");
    assertThat(postgresql("SELECT * FROM a WHERE x = 1 OFFSET 2")).isEqualTo("a: x = 1");
    assertThat(postgresql("SELECT * FROM a WHERE x = 1 FETCH FIRST 2 ROWS ONLY"))
        .isEqualTo("a: x = 1");
  }

  @Test
  void eachTableHasItsOwn() {
    assertThat(mysql("SELECT * FROM a, b WHERE a.x = 1 AND b.x = 2 AND a.x = b.x AND a.y = 3"))
        .isEqualTo("a: a.x = 1, a.y = 3; b: b.x = 2");
    assertThat(mysql("SELECT * FROM a JOIN ref ON a.x = ref.id WHERE name = 'n' AND k = 1"))
        .isEqualTo("a: k = 1; ref: name = 'n'");
    assertThat(mysql("SELECT * FROM a p, a q WHERE p.x = 1 AND q.x = 2"))
        .isEqualTo("a: p.x = 1; a: q.x = 2");
  }

  @Test
  void whatIsNotCertainlyOfOneTableIsOfNone() {
    assertThat(mysql("SELECT * FROM a, b WHERE x = 1")).isEmpty();
    assertThat(mysql("SELECT * FROM a WHERE nowhere = 1")).isEmpty();
    assertThat(mysql("SELECT * FROM a WHERE 1 = 1")).isEmpty();
    assertThat(mysql("SELECT * FROM a, nowhere WHERE x = 1")).isEmpty();
    assertThat(mysql("SELECT * FROM a WHERE x IN (SELECT x FROM b) AND y = 1"))
        .isEqualTo("a: y = 1");
    assertThat(mysql("SELECT * FROM a WHERE x = 1 AND EXISTS (SELECT 1 FROM b WHERE b.y = 2)"))
        .isEqualTo("a: x = 1; b: b.y = 2");
    assertThat(mysql("SELECT * FROM a JOIN depot.a ON 1 = 1 WHERE a.x = 1")).isEmpty();
  }

  @Test
  void rowsThatAnOuterJoinFillsUpKeepTheirTables() {
    assertThat(mysql("SELECT * FROM a LEFT JOIN b ON a.k = b.k WHERE a.x = 1 AND b.x IS NULL"))
        .isEqualTo("a: a.x = 1");
    assertThat(mysql("SELECT * FROM a RIGHT JOIN b ON a.k = b.k WHERE a.x IS NULL AND b.x = 1"))
        .isEqualTo("b: b.x = 1");
    assertThat(postgresql("SELECT * FROM a FULL JOIN b ON a.k = b.k WHERE a.x = 1 AND b.x = 1"))
        .isEmpty();
    assertThat(
            mysql("SELECT * FROM a LEFT JOIN (b JOIN c ON b.k = c.k) ON a.k = b.k WHERE c.x = 1"))
        .isEmpty();
    assertThat(mysql("SELECT * FROM a LEFT JOIN (SELECT * FROM b WHERE x = 1) d ON a.k = d.k"))
        .isEqualTo("b: x = 1");
  }

  @Test
  void conditionsOfJoinsAreNotCut() {
    assertThat(mysql("SELECT * FROM a LEFT JOIN b ON a.k = b.k AND b.x = 1")).isEmpty();
    assertThat(mysql("SELECT * FROM (a JOIN b ON a.k = b.k) WHERE a.x = 1")).isEmpty();
  }

  @Test
  void eachBlockHasItsOwn() {
    assertThat(
            mysql(
                "SELECT * FROM a WHERE x = 1 AND y IN"
                    + " (SELECT y FROM a WHERE x = 2 AND k IN (SELECT k FROM a WHERE x = 3))"))
        .isEqualTo("a: x = 1; a: x = 2; a: x = 3");
    assertThat(mysql("SELECT * FROM (SELECT * FROM a WHERE x = 1) d WHERE d.y = 2"))
        .isEqualTo("a: x = 1");
    assertThat(mysql("SELECT * FROM a WHERE x = 1 UNION ALL SELECT * FROM a WHERE x = 2"))
        .isEqualTo("a: x = 1; a: x = 2");
    assertThat(mysql("SELECT * FROM (SELECT k FROM b WHERE x = 1) d, a WHERE a.x = 2 AND d.k = 3"))
        .isEqualTo("b: x = 1; a: a.x = 2");
  }

  @Test
  void columnsOfTheBlockAroundAreNotTheTables() {
    assertThat(
            mysql(
                "SELECT * FROM a WHERE EXISTS"
                    + " (SELECT 1 FROM b WHERE b.x = a.x AND a.y = 1 AND b.y = 2)"))
        .isEqualTo("b: b.y = 2");
    assertThat(mysql("SELECT * FROM a WHERE EXISTS (SELECT 1 FROM txt WHERE y = 1 AND t = 'u')"))
        .isEqualTo("txt: t = 'u'");
  }

  @Test
  void bodiesOfCommonTablesHoldForAllTheirPlaces() {
    assertThat(
            mysql("WITH d AS (SELECT * FROM a WHERE x = 1) SELECT * FROM d p, d q WHERE p.y = 2"))
        .isEqualTo("a: x = 1");
    assertThat(mysql("WITH a AS (SELECT * FROM a WHERE x = 1) SELECT * FROM a WHERE y = 2"))
        .isEqualTo("a: x = 1");
  }

  @Test
  void namesStandAsTheEngineReadsThem() {
    assertThat(mysql("SELECT * FROM a AS `and` WHERE `and`.x = 1 AND `and`.`y` = 2"))
        .isEqualTo("a: `and`.x = 1, `and`.`y` = 2");
    assertThat(postgresql("SELECT * FROM a AS \"or\" WHERE \"or\".x = 1 AND \"or\".y = 2"))
        .isEqualTo("a: \"or\".x = 1, \"or\".y = 2");
  }
}
