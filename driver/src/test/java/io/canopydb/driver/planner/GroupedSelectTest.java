package io.canopydb.driver.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.analyse.Aggregates;
import io.canopydb.driver.analyse.Analysis;
import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.SampleCatalogue;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.Span;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a query can be computed of groups, and what can't. */
class GroupedSelectTest {
  private static final Set<String> NAMES =
      Set.of("count", "sum", "min", "max", "avg", "string_agg", "stddev", "bit_and", "rank");

  /** The keys, the calls and the places of keys; or none. */
  private static String read(Engine engine, String sql) {
    // Not the shape: literals in a HAVING are as good as slots here.
    LexerRules rules = LexerRules.of(engine);
    StatementText text = StatementText.parse(sql, rules);
    Catalogue catalogue = SampleCatalogue.of(engine);
    Aggregates aggregates = new Aggregates(NAMES);
    Analysis analysis = Analysis.of(text, catalogue, aggregates);
    Question question =
        new Question(
            text,
            analysis,
            catalogue,
            Dialect.of(engine),
            aggregates,
            new NoTypes(),
            new Planned.Sizes(),
            java.util.Map.of());
    SelectText select = SelectText.of(text).orElseThrow();
    List<String> labels =
        select.items().stream()
            .map(item -> item.alias() != null ? item.alias() : item.expression().of(sql))
            .toList();
    Analysis.Top top = analysis.top();
    assertThat(top).isNotNull();
    Optional<GroupedSelect> grouped = GroupedSelect.of(question, select, top.aggregated(), labels);
    return grouped
        .map(
            found ->
                texts(sql, found.keys())
                    + " "
                    + texts(sql, found.calls().stream().map(FoldedCall::span).toList())
                    + " "
                    + texts(sql, found.places().stream().map(GroupedSelect.Place::span).toList()))
        .orElse("none");
  }

  private static String texts(String sql, List<Span> spans) {
    List<String> texts = new ArrayList<>();
    spans.forEach(span -> texts.add(span.of(sql)));
    return texts.toString();
  }

  private record NoTypes() implements ResultTypes {
    @Override
    public List<ResultType> of(io.canopydb.driver.plan.LeafSql query) throws SQLException {
      throw new SQLException("no types are asked for here");
    }

    @Override
    public boolean codePointOrder() {
      return true;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT AVG(x) FROM a; [] [AVG(x)] []",
        "SELECT y, AVG(x) FROM a GROUP BY y; [y] [AVG(x)] [y]",
        "SELECT a.y, AVG(x) FROM a GROUP BY y; [y] [AVG(x)] [a.y]",
        "SELECT y FROM a GROUP BY a.y ORDER BY AVG(x), y; [a.y] [AVG(x)] [y, y]",
        "SELECT y + 1, SUM(x) FROM a GROUP BY 1; [y + 1] [SUM(x)] [y + 1]",
        "SELECT y + 1 AS z, SUM(x) FROM a GROUP BY z; [y + 1] [SUM(x)] [y + 1]",
        "SELECT y + 1 AS z, SUM(x) FROM a GROUP BY y + 1 ORDER BY z; [y + 1] [SUM(x)] [y + 1]",
        "SELECT ABS(y) * 2, SUM(x) FROM a GROUP BY ABS(y); [ABS(y)] [SUM(x)] [ABS(y)]",
        "SELECT y FROM a GROUP BY y HAVING COUNT(*) > 1; [y] [COUNT(*)] [y]",
        "SELECT SUM(x) / COUNT(y) + 1 FROM a; [] [SUM(x), COUNT(y)] []",
        "SELECT y, SUM(SUM(x)) OVER (ORDER BY y) FROM a GROUP BY y; [y] [SUM(x)] [y, y]",
        "SELECT COUNT(DISTINCT x), SUM(y) FROM a; [] [COUNT(DISTINCT x), SUM(y)] []",
        "SELECT DISTINCT y, x + 1 FROM a; [y, x + 1] [] [y, x + 1]",
        "SELECT DISTINCT y AS z FROM a ORDER BY z; [y] [] [y]",
        "SELECT DISTINCT COUNT(*) FROM a GROUP BY y; [y] [COUNT(*)] []",
      })
  void readsWhatGroupsAreEnoughFor(String sql, String expected) {
    for (Engine engine : Engine.values()) {
      assertThat(read(engine, sql)).as(engine + ": " + sql).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A row is needed.
        "SELECT x, COUNT(*) FROM a",
        "SELECT y, x, COUNT(*) FROM a GROUP BY y",
        "SELECT y + 1, COUNT(*) FROM a GROUP BY y + 1 ORDER BY 2 * y + 1",
        "SELECT y FROM a GROUP BY y HAVING x > 1",
        "SELECT y, SUM(x) OVER () FROM a GROUP BY y",
        // A qualifier may be another table's.
        "SELECT a.x, COUNT(*) FROM a JOIN b ON a.k = b.k GROUP BY b.x",
        "SELECT x, COUNT(*) FROM a JOIN ref ON a.x = ref.id JOIN w ON w.j = a.y GROUP BY w.x",
        // The order of the rows counts.
        "SELECT STRING_AGG(x, ',') FROM a",
        "SELECT y, STDDEV(x) FROM a GROUP BY y",
        // More than one grouping, subqueries, what is new for each row.
        "SELECT y, COUNT(*) FROM a GROUP BY ROLLUP (y)",
        "SELECT y, COUNT(*) FROM a GROUP BY y HAVING COUNT(*) > (SELECT 1)",
        "SELECT y, COUNT(*) + RANDOM() FROM a GROUP BY y",
        "SELECT y, COUNT(*) FROM a GROUP BY y + RAND()",
      })
  void leavesTheRest(String sql) {
    for (Engine engine : Engine.values()) {
      assertThat(read(engine, sql)).as(engine + ": " + sql).isEqualTo("none");
    }
  }

  @Test
  void takesEachEnginesOwnForms() {
    assertThat(read(Engine.POSTGRESQL, "SELECT COUNT(*) FILTER (WHERE x > 1) FROM a"))
        .isEqualTo("[] [COUNT(*) FILTER (WHERE x > 1)] []");
    assertThat(read(Engine.POSTGRESQL, "SELECT DISTINCT ON (y) y, x FROM a")).isEqualTo("none");
    assertThat(read(Engine.POSTGRESQL, "SELECT COUNT(DISTINCT x) FILTER (WHERE x > 1) FROM a"))
        .isEqualTo("none");
    String having = "SELECT y, SUM(x) AS total FROM a GROUP BY y HAVING total > 3";
    assertThat(read(Engine.MYSQL, having)).isEqualTo("[y] [SUM(x)] [y]");
    assertThat(read(Engine.MYSQL, "SELECT y, COUNT(*) FROM a GROUP BY y WITH ROLLUP"))
        .isEqualTo("none");
    assertThat(read(Engine.MYSQL, "SELECT SQL_CALC_FOUND_ROWS AVG(x) FROM a")).isEqualTo("none");
  }

  @Test
  void anAliasThatIsAColumnIsTheColumn() {
    // Both engines group by a.x, not by the item.
    assertThat(read(Engine.POSTGRESQL, "SELECT y AS x, COUNT(*) FROM a GROUP BY x"))
        .isEqualTo("none");
    assertThat(read(Engine.MYSQL, "SELECT y AS x, COUNT(*) FROM a GROUP BY x")).isEqualTo("none");
  }
}
