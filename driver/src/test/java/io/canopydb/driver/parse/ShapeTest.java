package io.canopydb.driver.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
  private static final LexerRules MYSQL = LexerRules.mysql();
  private static final LexerRules POSTGRESQL = LexerRules.postgresql();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT * FROM t WHERE id = 5 | SELECT * FROM t WHERE id = ?1",
        "SELECT * FROM t WHERE id=5 AND b='x' | SELECT * FROM t WHERE id=?1 AND b=?2",
        "SELECT * FROM t WHERE id = ? AND b > 3 | SELECT * FROM t WHERE id = ?1 AND b > ?2",
        "SELECT * FROM t WHERE id=?AND b=?OR c=? | SELECT * FROM t WHERE id=?1 AND b=?2 OR c=?3",
        "SELECT * FROM t WHERE id = -5 | SELECT * FROM t WHERE id = ?1",
        "SELECT a = 5, 'x' FROM t WHERE (a = 5 OR (b <> 6)) | SELECT a = 5, 'x' FROM t WHERE (a ="
            + " ?1 OR (b <> ?2))",
        "SELECT (SELECT max(x) FROM u WHERE u.id = 5) FROM t | SELECT (SELECT max(x) FROM u WHERE"
            + " u.id = 5) FROM t",
        "SELECT * FROM t WHERE id IN (1, 2, ?) | SELECT * FROM t WHERE id IN (?1, ?2, ?3)",
        "SELECT * FROM t WHERE (a,b) IN ((1,'x'),(2,'y')) | SELECT * FROM t WHERE (a,b) IN"
            + " ((?1,?2),(?3,?4))",
        "SELECT * FROM t WHERE (a,b) = (1,2) | SELECT * FROM t WHERE (a,b) = (?1,?2)",
        "SELECT * FROM t WHERE a IN (SELECT 1 FROM u WHERE b = 2) | SELECT * FROM t WHERE a IN"
            + " (SELECT 1 FROM u WHERE b = ?1)",
        "SELECT * FROM t WHERE a BETWEEN 1 AND 5 AND b = 6 | SELECT * FROM t WHERE a BETWEEN ?1 AND"
            + " ?2 AND b = ?3",
        "SELECT * FROM t WHERE a NOT BETWEEN -1 AND b AND 5 | SELECT * FROM t WHERE a NOT BETWEEN"
            + " ?1 AND b AND 5",
        "SELECT * FROM t WHERE a LIKE 'x%' AND b LIKE 'y' ESCAPE '!' | SELECT * FROM t WHERE a LIKE"
            + " ?1 AND b LIKE 'y' ESCAPE '!'",
        "SELECT * FROM t ORDER BY 1 LIMIT 5 | SELECT * FROM t ORDER BY 1 LIMIT ?1",
        "SELECT * FROM t LIMIT 5, 10 | SELECT * FROM t LIMIT ?1, ?2",
        "SELECT * FROM t LIMIT 5 OFFSET 10 FOR UPDATE | SELECT * FROM t LIMIT ?1 OFFSET ?2 FOR"
            + " UPDATE",
        "SELECT a, count(*) FROM t GROUP BY a = 5 HAVING count(*) > 5 ORDER BY a = 5 | SELECT a,"
            + " count(*) FROM t GROUP BY a = 5 HAVING count(*) > ?1 ORDER BY a = 5",
        "SELECT * FROM t JOIN u ON t.a = u.a AND u.b = 3 LEFT JOIN v ON v.c = 5 WHERE 1 = 1 |"
            + " SELECT * FROM t JOIN u ON t.a = u.a AND u.b = ?1 LEFT JOIN v ON v.c = ?2 WHERE 1 ="
            + " ?3",
        "SELECT * FROM t WHERE f(a = 5, 6) = 7 | SELECT * FROM t WHERE f(a = 5, 6) = ?1",
        "SELECT * FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = 5) | SELECT * FROM t WHERE"
            + " EXISTS (SELECT 1 FROM u WHERE u.a = ?1)",
        "SELECT * FROM t WHERE a = 5 + 1 AND b = 'x' COLLATE c AND d = 'x' 'y' | SELECT * FROM t"
            + " WHERE a = 5 + 1 AND b = 'x' COLLATE c AND d = 'x' 'y'",
        "SELECT * FROM t WHERE a = DATE '2026-01-01' AND b > now() - INTERVAL '1' DAY | SELECT *"
            + " FROM t WHERE a = DATE '2026-01-01' AND b > now() - INTERVAL '1' DAY",
        "SELECT * FROM t WHERE a = _utf8mb4'x' AND b = N'x' AND c = X'1F' AND d = 0x1F AND e = b'1'"
            + " AND f = TRUE AND g = NULL | SELECT * FROM t WHERE a = _utf8mb4'x' AND b = N'x' AND"
            + " c = X'1F' AND d = 0x1F AND e = b'1' AND f = TRUE AND g = NULL",
        "UPDATE t SET a = 1, b = a + 1, c = 'x' WHERE id = 3 | UPDATE t SET a = ?1, b = a + 1, c ="
            + " ?2 WHERE id = ?3",
        "DELETE FROM t WHERE id = 3 LIMIT 1 | DELETE FROM t WHERE id = ?1 LIMIT ?2",
        "INSERT INTO t (a,b) VALUES (1,'x') ON DUPLICATE KEY UPDATE b = 'y', c = VALUES(c) + 1 |"
            + " INSERT INTO t (a,b) VALUES (?1,?2) ON DUPLICATE KEY UPDATE b = ?3, c = VALUES(c) +"
            + " 1",
        "INSERT INTO t SET a = 1, b = 'x' | INSERT INTO t SET a = ?1, b = ?2",
        "INSERT INTO t VALUES (1, f(2), NULL, DEFAULT, 3) | INSERT INTO t VALUES (?1, f(2), NULL,"
            + " DEFAULT, ?2)",
        "INSERT INTO t SELECT 1, a FROM u WHERE b = 5 | INSERT INTO t SELECT 1, a FROM u WHERE b ="
            + " ?1",
        "SELECT a FROM t WHERE a = 1 UNION SELECT 2 FROM u WHERE b = 2 | SELECT a FROM t WHERE a ="
            + " ?1 UNION SELECT 2 FROM u WHERE b = ?2",
        "WITH x AS (SELECT 1 FROM t WHERE a = 1) SELECT * FROM x WHERE b = 2 | WITH x AS (SELECT 1"
            + " FROM t WHERE a = ?1) SELECT * FROM x WHERE b = ?2",
        "CREATE VIEW v AS SELECT * FROM t WHERE a = 5 | CREATE VIEW v AS SELECT * FROM t WHERE a ="
            + " 5",
        "SELECT * FROM t WHERE /*!80000 a = 5 AND */ b = 6 | SELECT * FROM t WHERE /*!80000 a = 5"
            + " AND */ b = 6",
        "SELECT offset, 5 FROM t | SELECT offset, 5 FROM t",
        "SELECT * FROM t WHERE a = --5 | SELECT * FROM t WHERE a = --5",
        "SELECT * FROM t WHERE t.order = 5 AND a <=> 3 | SELECT * FROM t WHERE t.order = ?1 AND a"
            + " <=> ?2",
        "SELECT * FROM t WHERE a = {d '2026-01-01'} | SELECT * FROM t WHERE a = {d '2026-01-01'}",
        "CALL p(?, 5, ?) | CALL p(?1, 5, ?2)",
      })
  void liftsWhatIsOnlyAValue(String sql, String expected) {
    assertThat(Shape.of(sql, MYSQL).text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT * FROM t WHERE a = 5::int AND b = 'x'::text AND c = 7 | SELECT * FROM t WHERE a ="
            + " ?1::int AND b = ?2::text AND c = ?3",
        "SELECT * FROM t WHERE a < '1'::timestamp (3) with time zone OR c IN ('1'::int, '2') |"
            + " SELECT * FROM t WHERE a < ?1::timestamp (3) with time zone OR c IN (?2::int, ?3)",
        "SELECT * FROM t WHERE a = ('5'::int8) AND b = 7::numeric(5, 2)::text | SELECT * FROM t"
            + " WHERE a = (?1::int8) AND b = ?2::numeric(5, 2)::text",
        "SELECT * FROM t WHERE a = '1'::int + 1 AND b = -1::int AND c = '1'::s.x | SELECT * FROM t"
            + " WHERE a = '1'::int + 1 AND b = -1::int AND c = '1'::s.x",
        "SELECT '1'::int FROM t GROUP BY a = '1'::int LIMIT '1'::int | SELECT '1'::int FROM t GROUP"
            + " BY a = '1'::int LIMIT '1'::int",
        "SELECT * FROM t WHERE a = E'x' AND b = U&'x' AND c = $$x$$ AND d ILIKE 'x' | SELECT * FROM"
            + " t WHERE a = E'x' AND b = U&'x' AND c = $$x$$ AND d ILIKE ?1",
        "SELECT DISTINCT ON (a = 5) b = 5 FROM t WHERE c = 5 | SELECT DISTINCT ON (a = 5) b = 5"
            + " FROM t WHERE c = ?1",
        "INSERT INTO t VALUES (1) ON CONFLICT (a) WHERE b = 5 DO UPDATE SET c = 6 WHERE t.d = 7"
            + " RETURNING a = 8 | INSERT INTO t VALUES (?1) ON CONFLICT (a) WHERE b = 5 DO UPDATE"
            + " SET c = ?2 WHERE t.d = ?3 RETURNING a = 8",
        "SELECT * FROM t WHERE a BETWEEN SYMMETRIC 1 AND 5 OFFSET 3 ROWS | SELECT * FROM t WHERE a"
            + " BETWEEN SYMMETRIC ?1 AND ?2 OFFSET ?3 ROWS",
        "SELECT * FROM t WHERE a = ANY (ARRAY[1,2]) AND b = '{1}'::int[] | SELECT * FROM t WHERE a"
            + " = ANY (ARRAY[1,2]) AND b = ?1::int[]",
        "SELECT * FROM t WHERE id=-5 AND a ?? 'k' AND b->>'k' = 'v' | SELECT * FROM t WHERE id=?1"
            + " AND a ?? 'k' AND b->>'k' = ?2",
        "SELECT * FROM (VALUES (1)) v(a) WHERE a = 1 | SELECT * FROM (VALUES (1)) v(a) WHERE a ="
            + " ?1",
        "WITH x AS (INSERT INTO t VALUES (1) RETURNING a) SELECT * FROM x | WITH x AS (INSERT INTO"
            + " t VALUES (?1) RETURNING a) SELECT * FROM x",
        "SELECT * FROM t WHERE a = $1 AND b = 1_000 AND c = 0x1F | SELECT * FROM t WHERE a = $1 AND"
            + " b = 1_000 AND c = 0x1F",
        "SELECT * FROM t WHERE a = '1' AT TIME ZONE 'x' | SELECT * FROM t WHERE a = '1' AT TIME"
            + " ZONE 'x'",
      })
  void liftsOnPostgreSql(String sql, String expected) {
    assertThat(Shape.of(sql, POSTGRESQL).text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1", "", "  ", "SELECT a FROM t ORDER BY 1", "-- ?", "SELECT '?'"})
  void aTextWithoutSlotsIsTheSameString(String sql) {
    assertThat(Shape.of(sql, MYSQL).text()).isSameAs(sql);
    assertThat(Shape.of(sql, MYSQL).slots()).isEmpty();
  }

  @Test
  void valuesAreDecoded() {
    Shape shape =
        Shape.of(
            "SELECT 1 FROM t WHERE a = -7 AND a = 007 AND b = 9223372036854775808 AND c ="
                + " -9223372036854775808 AND d = 1.50 AND e = 1e5 AND f = 'it''s\\n"
                + "' AND g = \"x\"\"y\" AND h = ?",
            MYSQL);
    assertThat(shape.slots())
        .containsExactly(
            new Slot.Literal("-7", -7L),
            new Slot.Literal("007", 7L),
            new Slot.Literal("9223372036854775808", new BigInteger("9223372036854775808")),
            new Slot.Literal("-9223372036854775808", Long.MIN_VALUE),
            new Slot.Literal("1.50", new BigDecimal("1.50")),
            new Slot.Literal("1e5", 1e5),
            new Slot.Literal("'it''s\\n'", "it's\n"),
            new Slot.Literal("\"x\"\"y\"", "x\"y"),
            new Slot.Parameter(1));
  }

  @Test
  void postgreSqlKeepsBackslashesAndReadsExponentsAsNumeric() {
    Shape shape = Shape.of("SELECT 1 FROM t WHERE a = 'a\\' AND b = 1e5", POSTGRESQL);
    assertThat(shape.slots())
        .containsExactly(
            new Slot.Literal("'a\\'", "a\\"), new Slot.Literal("1e5", new BigDecimal("1e5")));
  }

  @Test
  void rowsOfSlotsAreShownOnce() {
    Shape shape =
        Shape.of(
            "INSERT INTO t (a, b) VALUES (1, 'x'), (?, 'y') , (3,?) ON DUPLICATE KEY UPDATE b ="
                + " 'z'",
            MYSQL);
    assertThat(shape.text())
        .isEqualTo("INSERT INTO t (a, b) VALUES (?1, ?2) ON DUPLICATE KEY UPDATE b = ?3");
    assertThat(shape.rows()).isEqualTo(new Shape.Rows(0, 2, 3));
    assertThat(shape.slots()).hasSize(7);
    assertThat(shape.slots().get(shape.slot(1, 2))).isEqualTo(new Slot.Literal("3", 3L));
    assertThat(shape.slots().get(shape.slot(2, 2))).isEqualTo(new Slot.Parameter(2));
    assertThat(shape.slots().get(shape.slot(3, 0))).isEqualTo(new Slot.Literal("'z'", "z"));
    assertThat(shape.numbers()).isEqualTo(3);
  }

  @Test
  void oneRowAndManyShareATextAndAParameterSharesItWithALiteral() {
    assertThat(
            List.of(
                Shape.of("INSERT INTO t VALUES (1, 2)", MYSQL).text(),
                Shape.of("INSERT INTO t VALUES (?, ?)", MYSQL).text(),
                Shape.of("INSERT INTO t VALUES (1, 2), (?, 4)", MYSQL).text()))
        .containsOnly("INSERT INTO t VALUES (?1, ?2)");
  }

  @Test
  void rowsOfDifferentFormsAreAllShown() {
    Shape shape = Shape.of("INSERT INTO t VALUES (1, NULL), (2, 3)", MYSQL);
    assertThat(shape.text()).isEqualTo("INSERT INTO t VALUES (?1, NULL), (?2, ?3)");
    assertThat(shape.rows().count()).isZero();
    assertThat(Shape.of("INSERT INTO t VALUES (1), (2, 3)", MYSQL).rows().count()).isZero();
  }

  @Test
  void aDigitAfterAParameterIsRefused() {
    assertThatThrownBy(() -> Shape.of("SELECT ?1", MYSQL))
        .isInstanceOf(SqlSyntaxException.class)
        .hasMessage("a digit stands right after the parameter ?");
  }

  @Test
  void questionMarksOfAPlainStatementAreOperatorsOnPostgreSql() {
    String sql = "SELECT * FROM t WHERE a ? 'k' AND b = 5";
    assertThat(Shape.of(sql, POSTGRESQL.withoutParameters()).text())
        .isEqualTo("SELECT * FROM t WHERE a ? 'k' AND b = ?1");
  }
}
