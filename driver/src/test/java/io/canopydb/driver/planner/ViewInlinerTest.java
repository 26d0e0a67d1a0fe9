package io.canopydb.driver.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.analyse.SampleCatalogue;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.plan.Plan;
import io.canopydb.metadata.model.Engine;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Views in the place of their names. */
class ViewInlinerTest {

  private static ViewInliner.Inlined inlined(Engine engine, String sql, Set<String> temporary) {
    return new ViewInliner(
            SampleCatalogue.of(engine, temporary), Dialect.of(engine), LexerRules.of(engine))
        .inline(sql);
  }

  private static String mysql(String sql) {
    return inlined(Engine.MYSQL, sql, Set.of()).text().text();
  }

  @Test
  void aViewIsADerivedTable() {
    assertThat(mysql("SELECT totals.k FROM totals WHERE k = 1"))
        .isEqualTo(
            "SELECT totals.k FROM (SELECT k, SUM(x) AS total FROM `shop`.`a` GROUP BY k)"
                + " AS `totals` (`k`, `total`) WHERE k = 1");
    assertThat(inlined(Engine.POSTGRESQL, "SELECT * FROM Totals", Set.of()).text().text())
        .isEqualTo(
            "SELECT * FROM (SELECT k, SUM(x) AS total FROM \"public\".\"a\" GROUP BY k)"
                + " AS \"totals\" (\"k\", \"total\")");
  }

  @Test
  void aliasesStay() {
    assertThat(mysql("SELECT t.k FROM totals AS t")).endsWith(") AS t (`k`, `total`)");
    assertThat(mysql("SELECT t.k FROM shop.totals `t` JOIN a ON a.k = t.k"))
        .endsWith(") AS `t` (`k`, `total`) JOIN a ON a.k = t.k");
    assertThat(
            inlined(Engine.POSTGRESQL, "SELECT m FROM totals AS t (m, n)", Set.of()).text().text())
        .endsWith(") AS t (m, n)");
  }

  @Test
  void viewsOverViewsAreInlinedToo() {
    ViewInliner.Inlined inlined = inlined(Engine.MYSQL, "SELECT * FROM nested", Set.of());
    assertThat(inlined.text().text())
        .isEqualTo(
            "SELECT * FROM (SELECT k, total FROM (SELECT k, SUM(x) AS total FROM `shop`.`a`"
                + " GROUP BY k) AS `totals` (`k`, `total`) WHERE k > 1) AS `nested` (`key`, `sum`)");
    assertThat(inlined.views().keySet())
        .containsExactlyInAnyOrder(
            new Plan.Name("shop", "nested"), new Plan.Name("shop", "totals"));
  }

  @Test
  void theNamesOfAViewAreThoseOfItsDatabase() {
    assertThat(mysql("SELECT * FROM depot.every, a"))
        .isEqualTo("SELECT * FROM (SELECT a.k FROM `depot`.`a`) AS `every` (`k`), a");
  }

  @Test
  void theStatementsCommonTablesAreNotTheViews() throws Exception {
    String plan =
        Planned.plan(
            Engine.MYSQL,
            "WITH a AS (SELECT 1 AS k, 2 AS x) SELECT t.total FROM totals t, a",
            Set.of(),
            1);
    assertThat(plan).contains("FROM <shop_n>.`a` GROUP BY k");
  }

  @Test
  void theSessionsTemporaryTablesAreNotTheViews() {
    assertThat(inlined(Engine.MYSQL, "SELECT * FROM totals", Set.of("a")).text().text())
        .contains("FROM `shop`.`a`");
    assertThat(inlined(Engine.MYSQL, "SELECT * FROM totals", Set.of("totals")).text().text())
        .isEqualTo("SELECT * FROM totals");
  }

  @Test
  void whatIsNoViewStays() {
    String sql = "WITH totals AS (SELECT 1) SELECT totals.*, 'totals' FROM totals, a -- totals";
    assertThat(mysql(sql)).isEqualTo(sql);
  }
}
