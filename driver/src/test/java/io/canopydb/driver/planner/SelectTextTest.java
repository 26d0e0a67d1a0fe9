package io.canopydb.driver.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.parse.Span;
import io.canopydb.metadata.model.Engine;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clauses of the outermost block of a query. */
class SelectTextTest {

  private static SelectText mysql(String sql) {
    return Planned.select(Engine.MYSQL, sql);
  }

  private static SelectText postgresql(String sql) {
    return Planned.select(Engine.POSTGRESQL, sql);
  }

  private static String at(SelectText select, @org.jspecify.annotations.Nullable Span span) {
    return Objects.requireNonNull(span).of(select.statement().text());
  }

  private static String items(SelectText select) {
    return String.join(
        "; ",
        select.items().stream()
            .map(
                item ->
                    at(select, item.expression())
                        + (item.alias() == null ? "" : " as " + item.alias())
                        + (item.star() ? " (star)" : ""))
            .toList());
  }

  private static String orders(SelectText select) {
    return String.join(
        "; ",
        select.orders().stream()
            .map(
                order ->
                    at(select, order.expression())
                        + (order.descending() ? " down" : " up")
                        + (order.nullsFirst() == null
                            ? ""
                            : order.nullsFirst() ? " nulls first" : " nulls last"))
            .toList());
  }

  @Test
  void cutsAllClauses() {
    SelectText select =
        mysql(
            "SELECT DISTINCT k, SUM(x) AS s FROM a JOIN b USING (k) WHERE y = 1 AND x > 2"
                + " GROUP BY k, y + 1 HAVING SUM(x) > 3 WINDOW n AS (ORDER BY k)"
                + " ORDER BY s DESC, k LIMIT 5 OFFSET 6 FOR UPDATE");
    assertThat(items(select)).isEqualTo("k; SUM(x) as s");
    assertThat(at(select, select.from()))
        .isEqualTo("FROM a JOIN b USING (k) WHERE y = ?1 AND x > ?2");
    assertThat(at(select, select.groupBy())).isEqualTo("GROUP BY k, y + 1");
    assertThat(select.groups()).extracting(span -> at(select, span)).containsExactly("k", "y + 1");
    assertThat(at(select, select.having())).isEqualTo("HAVING SUM(x) > ?3");
    assertThat(at(select, select.window())).isEqualTo("WINDOW n AS (ORDER BY k)");
    assertThat(at(select, select.orderBy())).isEqualTo("ORDER BY s DESC, k");
    assertThat(orders(select)).isEqualTo("s down; k up");
    assertThat(select.limits())
        .extracting(span -> at(select, span))
        .containsExactly("LIMIT ?4 OFFSET ?5");
    assertThat(at(select, select.locking())).isEqualTo("FOR UPDATE");
    assertThat(select.statement().text().substring(0, select.listEnd())).endsWith("SUM(x) AS s");
  }

  @Test
  void whatIsNotThereIsNull() {
    SelectText select = mysql("SELECT 1");
    assertThat(items(select)).isEqualTo("1");
    assertThat(select.from()).isNull();
    assertThat(select.groupBy()).isNull();
    assertThat(select.having()).isNull();
    assertThat(select.window()).isNull();
    assertThat(select.orderBy()).isNull();
    assertThat(select.limits()).isEmpty();
    assertThat(select.locking()).isNull();
  }

  @Test
  void itemsEndAtCommasOfTheirOwnLevel() {
    assertThat(items(mysql("SELECT a.*, COALESCE(x, y), (SELECT k, x FROM b) z, x y, * FROM a")))
        .isEqualTo("a.* (star); COALESCE(x, y); (SELECT k, x FROM b) as z; x as y; * (star)");
    assertThat(items(mysql("SELECT x AS `a b`, y 'c', CASE WHEN x THEN y END AS e FROM a")))
        .isEqualTo("x as a b; y as c; CASE WHEN x THEN y END as e");
    assertThat(items(postgresql("SELECT x AS \"A\", y AS B, ARRAY[x, y] FROM a")))
        .isEqualTo("x as A; y as b; ARRAY[x, y]");
    assertThat(items(postgresql("SELECT DISTINCT ON (x, y) k, x FROM a"))).isEqualTo("k; x");
    assertThat(items(mysql("SELECT SQL_NO_CACHE STRAIGHT_JOIN DISTINCT k FROM a"))).isEqualTo("k");
  }

  @Test
  void fromIsNotThatOfAFunctionOrComparison() {
    SelectText select =
        postgresql("SELECT x IS NOT DISTINCT FROM y, EXTRACT(YEAR FROM x) FROM a WHERE k = 1");
    assertThat(items(select)).isEqualTo("x IS NOT DISTINCT FROM y; EXTRACT(YEAR FROM x)");
    assertThat(at(select, select.from())).isEqualTo("FROM a WHERE k = ?1");
  }

  @Test
  void clausesOfInnerBlocksAreNotThoseOfTheOutermost() {
    SelectText select =
        mysql(
            "WITH d AS (SELECT k FROM a GROUP BY k ORDER BY k LIMIT 1)"
                + " SELECT d.k FROM d, (SELECT x FROM b HAVING x > 1 LIMIT 2) e"
                + " WHERE EXISTS (SELECT 1 FROM c ORDER BY x)");
    assertThat(items(select)).isEqualTo("d.k");
    assertThat(select.groupBy()).isNull();
    assertThat(select.having()).isNull();
    assertThat(select.orderBy()).isNull();
    assertThat(select.limits()).isEmpty();
    assertThat(select.statement().text().substring(select.start())).startsWith("SELECT d.k");
  }

  @Test
  void ordersHaveDirectionsAndPlacesOfNull() {
    assertThat(
            orders(
                postgresql(
                    "SELECT * FROM a ORDER BY x DESC NULLS LAST, COALESCE(y, 1), 2 ASC,"
                        + " k NULLS FIRST")))
        .isEqualTo("x down nulls last; COALESCE(y, 1) up; 2 up; k up nulls first");
    assertThat(
            SelectText.of(Planned.parsed(Engine.POSTGRESQL, "SELECT * FROM a ORDER BY x USING >")))
        .isEmpty();
  }

  @Test
  void limitsStandInAnyOrder() {
    SelectText select = postgresql("SELECT * FROM a OFFSET 2 ROWS FETCH FIRST 3 ROWS ONLY;");
    assertThat(select.limits())
        .extracting(span -> at(select, span))
        .containsExactly("OFFSET ?1 ROWS", "FETCH FIRST 3 ROWS ONLY");
    assertThat(select.end()).isEqualTo(select.statement().text().length() - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT k FROM a UNION SELECT k FROM b",
        "(SELECT k FROM a)",
        "(SELECT k FROM a) ORDER BY k",
        "SELECT k FROM a EXCEPT SELECT k FROM b"
      })
  void otherQueriesHaveNone(String sql) {
    assertThat(SelectText.of(Planned.parsed(Engine.MYSQL, sql))).isEmpty();
    assertThat(SelectText.of(Planned.parsed(Engine.POSTGRESQL, sql))).isEmpty();
  }

  /** Columns may have the names of clauses; a LIMIT that can't be read is left to one leaf. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT offset FROM a",
        "SELECT k + offset FROM a",
        "SELECT k AS offset FROM a",
        "SELECT k FROM a WHERE offset = 5",
        "SELECT k FROM a WHERE x > offset LIMIT 5",
        "SELECT k FROM a ORDER BY offset",
        "SELECT k FROM a GROUP BY offset"
      })
  void aColumnOfTheNameOffsetIsNoLimit(String sql) {
    assertThat(
            SelectText.of(Planned.parsed(Engine.MYSQL, sql))
                .filter(select -> select.limits().isEmpty() || LimitClause.of(select).isPresent()))
        .isEmpty();
  }
}
