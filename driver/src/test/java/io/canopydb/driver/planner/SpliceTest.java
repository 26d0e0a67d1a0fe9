package io.canopydb.driver.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.analyse.SampleCatalogue;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.analyse.Uses;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.metadata.model.Engine;
import org.junit.jupiter.api.Test;

/** The user's text with its tables, slots and session functions replaced, and nothing else. */
class SpliceTest {

  private static Splice splice(Engine engine, String sql) {
    StatementText text = Planned.parsed(engine, sql);
    return Splice.onPartition(
        text,
        Uses.in(text, SampleCatalogue.of(engine)),
        java.util.Map.of(),
        SampleCatalogue.of(engine),
        Dialect.of(engine));
  }

  private static String partition(Engine engine, String sql) {
    return Planned.text(splice(engine, sql).build());
  }

  private static String shell(Engine engine, String sql) {
    StatementText text = Planned.parsed(engine, sql);
    return Planned.text(
        Splice.onShell(text, Uses.in(text, SampleCatalogue.of(engine)), Dialect.of(engine))
            .build());
  }

  @Test
  void replacesTablesOnly() {
    assertThat(
            partition(
                Engine.MYSQL,
                "SELECT /*+ NO_ICP(a) */ a.k,'a' ,`a`.x -- a\n FROM  a,ref r\tWHERE a.k=r.id "))
        .isEqualTo(
            "SELECT /*+ NO_ICP(a) */ a.k,'a' ,`a`.x -- a\n"
                + " FROM  <shop_n>.`a`,`shop`.`ref` r\tWHERE a.k=r.id ");
    assertThat(partition(Engine.POSTGRESQL, "SELECT a.k, $$a$$ FROM A JOIN \"b\" USING (k)"))
        .isEqualTo("SELECT a.k, $$a$$ FROM <shop_n>.\"a\" JOIN <shop_n>.\"b\" USING (k)");
  }

  @Test
  void theShellHasAllTables() {
    assertThat(shell(Engine.MYSQL, "SELECT * FROM a, depot.b, ref"))
        .isEqualTo("SELECT * FROM `shop`.`a`, `depot`.`b`, `shop`.`ref`");
    assertThat(shell(Engine.POSTGRESQL, "SELECT * FROM a, public.b"))
        .isEqualTo("SELECT * FROM \"public\".\"a\", \"public\".\"b\"");
  }

  @Test
  void leavesNamesThatAreNoTables() {
    assertThat(
            partition(
                Engine.MYSQL,
                "WITH b AS (SELECT a FROM a) SELECT b.a AS c FROM b, nowhere, other.c"))
        .isEqualTo(
            "WITH b AS (SELECT a FROM <shop_n>.`a`) SELECT b.a AS c FROM b, nowhere, other.c");
  }

  @Test
  void qualifiersOfColumnsGo() {
    assertThat(
            partition(
                Engine.MYSQL,
                "SELECT shop.a.k, `shop` . `a`.*, depot.b.x FROM shop.a, depot.b"
                    + " WHERE shop.a.x = 1"))
        .isEqualTo("SELECT a.k, `a`.*, b.x FROM <shop_n>.`a`, <depot_n>.`b` WHERE a.x = <1>");
    assertThat(partition(Engine.POSTGRESQL, "SELECT public.a.k FROM public.a"))
        .isEqualTo("SELECT a.k FROM <shop_n>.\"a\"");
    assertThat(partition(Engine.MYSQL, "SELECT other.a.k FROM a"))
        .isEqualTo("SELECT other.a.k FROM <shop_n>.`a`");
  }

  @Test
  void slotsAreHoles() {
    assertThat(partition(Engine.MYSQL, "SELECT '?1' FROM a WHERE k = ? AND x = 'y' -- ?2"))
        .isEqualTo("SELECT '?1' FROM <shop_n>.`a` WHERE k = <1> AND x = <2> -- ?2");
    assertThat(partition(Engine.MYSQL, "SELECT * FROM a WHERE k IN (1,2,?,4,5,6,7,8,9,10,11)"))
        .endsWith("(<1>,<2>,<3>,<4>,<5>,<6>,<7>,<8>,<9>,<10>,<11>)");
  }

  @Test
  void theInstantIsPostgreSqls() {
    assertThat(
            Planned.text(splice(Engine.POSTGRESQL, "SELECT now() FROM a").atOneInstant().build()))
        .isEqualTo("SELECT (<instant>::timestamptz::timestamptz) FROM <shop_n>.\"a\"");
    assertThat(Planned.text(splice(Engine.MYSQL, "SELECT now() FROM a").atOneInstant().build()))
        .isEqualTo("SELECT now() FROM <shop_n>.`a`");
  }

  @Test
  void aReplacementTakesThoseWithinItAway() {
    String sql = "SELECT k FROM a WHERE x = 1 LIMIT 2";
    String shape = Planned.parsed(Engine.MYSQL, sql).text();
    int where = shape.indexOf("WHERE");
    Splice splice = splice(Engine.MYSQL, sql).replace(new Span(where, shape.length()), "LIMIT 7");
    assertThat(Planned.text(splice.build())).isEqualTo("SELECT k FROM <shop_n>.`a` LIMIT 7");
  }

  @Test
  void whatIsInsertedStandsBeforeWhatIsReplacedThere() {
    String sql = "SELECT k FROM a";
    int table = sql.length() - 1;
    assertThat(
            Planned.text(
                splice(Engine.MYSQL, sql)
                    .insert(table, LeafSql.of("b, "))
                    .insert(8, LeafSql.of(", x"))
                    .build()))
        .isEqualTo("SELECT k, x FROM b, <shop_n>.`a`");
  }

  @Test
  void givesPartsOfTheText() {
    String sql = "SELECT k FROM a WHERE x = 1 AND shop.a.y = 2";
    String shape = Planned.parsed(Engine.MYSQL, sql).text();
    Splice splice = splice(Engine.MYSQL, sql);
    int where = shape.indexOf("x =");
    assertThat(Planned.text(splice.build(new Span(where, shape.length()))))
        .isEqualTo("x = <1> AND a.y = <2>");
    assertThat(Planned.text(splice.build(new Span(0, 8)))).isEqualTo("SELECT k");
    assertThat(Planned.text(splice.build(new Span(3, 3)))).isEmpty();
  }

  @Test
  void replacementsThatOverlapAreAMistake() {
    Splice splice =
        splice(Engine.MYSQL, "SELECT k FROM a")
            .replace(new Span(7, 12), "x")
            .replace(new Span(0, 8), "y");
    assertThatThrownBy(splice::build).isInstanceOf(IllegalStateException.class);
  }
}
