package io.canopydb.driver.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.analyse.Aggregates;
import io.canopydb.driver.analyse.Analysis;
import io.canopydb.driver.analyse.SampleCatalogue;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.metadata.model.Engine;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which columns of the tables {@code a}, {@code b} and {@code c} (k, x, y) a query reads. */
class NeededColumnsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT a.x FROM a JOIN b ON a.k = b.y; a: k x, b: y",
        "SELECT x FROM a WHERE y = 1; a: x y",
        "SELECT COUNT(*) FROM a; a: k",
        // An alias belongs to its own use of a table.
        "SELECT one.x FROM a one JOIN a two ON one.k = two.y; a: k x, a: y",
        // A name alone may be a column of each table.
        "SELECT a.x FROM a JOIN b ON a.k = b.k WHERE y = 1; a: k x y, b: k y",
        "SELECT * FROM a JOIN b ON a.k = b.k; a: k x y, b: k x y",
        "SELECT b.*, a.x FROM a JOIN b ON a.k = b.k; a: k x, b: k x y",
        "SELECT a.x FROM a NATURAL JOIN b; a: k x y, b: k x y",
        "SELECT a.x FROM a JOIN b USING (k); a: k x, b: k",
        // What EXISTS selects nobody sees, unless it is compared.
        "SELECT a.x FROM a WHERE EXISTS (SELECT * FROM b WHERE b.y = a.k); a: k x, b: y",
        "SELECT a.x FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.y = a.k); a: k x, b: y",
        "SELECT a.x FROM a WHERE NOT EXISTS (SELECT * FROM (SELECT * FROM b) d WHERE d.y = a.k);"
            + " a: k x y, b: k x y",
        "SELECT a.x FROM a WHERE EXISTS (SELECT * FROM b UNION SELECT * FROM c);"
            + " a: k x y, b: k x y, c: k x y",
        "SELECT a.x FROM a WHERE EXISTS (SELECT * FROM b ORDER BY 2); a: k x y, b: k x y",
        // Tables joined in brackets, and derived ones, bring columns of those within.
        "SELECT d.x FROM (SELECT a.k, a.x FROM a) d; a: k x",
        "SELECT d.x FROM (SELECT * FROM a) d; a: k x y",
        "SELECT d.x FROM (WITH d AS (SELECT * FROM a) SELECT d.x FROM d) d; a: k x y",
      })
  void readsWhatItNames(String sql, String needed) {
    for (Engine engine : Engine.values()) {
      assertThat(needed(engine, sql)).as(engine + ": " + sql).isEqualTo(needed);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT o FROM a o; true",
        "SELECT row_to_json(o) FROM a o; true",
        "SELECT a FROM a; true",
        "SELECT count(a) FROM a GROUP BY x; true",
        "SELECT o.label FROM a o; true",
        "SELECT o.ctid, o.x FROM a o; false",
        "SELECT \"O\".x FROM a \"O\" ORDER BY o; false",
        "SELECT x AS revenue FROM a ORDER BY revenue DESC, x; false",
        "SELECT count(*) AS o, x FROM a o GROUP BY x ORDER BY o; false",
        "SELECT x AS o FROM a o GROUP BY o; false",
        "SELECT x AS z FROM a o GROUP BY x, o; true",
        "SELECT x AS o FROM a o ORDER BY o IS NULL; true",
        "SELECT x AS o, array_agg(y ORDER BY o) FROM a o GROUP BY 1; true",
        "SELECT d.o FROM (SELECT x AS o FROM a) d ORDER BY o; false",
        "SELECT x FROM a x; false",
        // A name belongs to the queries around it, and to none beside it.
        "SELECT o FROM (SELECT x AS o FROM a o) d WHERE o > 1; false",
        "SELECT d.k FROM (SELECT o.k FROM (a o JOIN b USING (k))) d WHERE o > 1; false",
        "SELECT o.x FROM a o WHERE EXISTS (SELECT 1 FROM b WHERE b.y = o); true",
        "SELECT o.x, (SELECT max(c.y) FROM c) FROM (a o JOIN b USING (k)) WHERE (o) IS NULL; true",
      })
  void aTableAsAValueIsItsRow(String sql, boolean wholeRow) {
    StatementText text = Planned.parsed(Engine.POSTGRESQL, sql);
    Analysis analysis =
        Analysis.of(
            text,
            SampleCatalogue.of(Engine.POSTGRESQL, Set.of()),
            new Aggregates(Set.of("count", "array_agg", "max")));
    NeededColumns needed = new NeededColumns(text, analysis.uses(), Engine.POSTGRESQL);
    TableUse a =
        analysis.uses().stream().filter(use -> use.name().equals("a")).findFirst().orElseThrow();
    assertThat(needed.wholeRow(a)).as(sql).isEqualTo(wholeRow);
    if (wholeRow) {
      assertThat(needed.of(a)).isEqualTo(List.of("k", "x", "y"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT j.x, j.y FROM (a JOIN b USING (k)) AS j; a: k x y, b: k x y",
        "SELECT a.x FROM (a JOIN b USING (k)) a; a: k x, b: k x",
        "SELECT o.p FROM a AS o (p, q, r); a: k x y",
        "SELECT a.x FROM a JOIN public.b ON a.k = public.b.y; a: k x y, b: y",
        "SELECT o.x FROM a o JOIN LATERAL (SELECT b.y FROM b WHERE b.k = o.k) d ON true;"
            + " a: k x, b: k y",
      })
  void postgreSqlHasMoreWaysToNameThem(String sql, String needed) {
    assertThat(needed(Engine.POSTGRESQL, sql)).as(sql).isEqualTo(needed);
  }

  private static String needed(Engine engine, String sql) {
    StatementText text = Planned.parsed(engine, sql);
    Analysis analysis =
        Analysis.of(text, SampleCatalogue.of(engine, Set.of()), new Aggregates(Set.of("count")));
    NeededColumns needed = new NeededColumns(text, analysis.uses(), engine);
    return analysis.uses().stream()
        .map(use -> use.name() + ": " + String.join(" ", needed.of(use)))
        .collect(Collectors.joining(", "));
  }
}
