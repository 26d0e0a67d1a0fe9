package io.canopydb.driver.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.parser.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the parser gets to see of expressions that it does not read. */
final class OpaqueExpressionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "SELECT x = 1 IS TRUE FROM t ! SELECT canopy_opaque(x) FROM t",
        "SELECT CAST(x > 1 AS SIGNED) c FROM t ! SELECT CAST(canopy_opaque(x) AS SIGNED) c FROM t",
        "SELECT SUM(CAST(x > 1 AS SIGNED)) FROM t"
            + " ! SELECT SUM(CAST(canopy_opaque(x) AS SIGNED)) FROM t",
        "SELECT SUM(x) = 1 IS TRUE AS s FROM t ! SELECT canopy_opaque(SUM(x)) AS s FROM t",
        "SELECT * FROM t WHERE id = 5 AND x = y = 1 AND z"
            + " ! SELECT * FROM t WHERE id = 5 AND canopy_opaque(x, y) AND z",
        "SELECT * FROM t WHERE id = 5 OR x = 1 IS TRUE"
            + " ! SELECT * FROM t WHERE id = 5 OR canopy_opaque(x)",
        "SELECT * FROM t WHERE (id = 5 AND x = 1 IS TRUE)"
            + " ! SELECT * FROM t WHERE (id = 5 AND canopy_opaque(x))",
        "SELECT * FROM t WHERE x BETWEEN 1 AND 2 IS TRUE AND id = 5"
            + " ! SELECT * FROM t WHERE canopy_opaque(x) AND id = 5",
        "SELECT * FROM t WHERE x IN (SELECT y FROM u WHERE z = 1 = 1) IS TRUE"
            + " ! SELECT * FROM t WHERE canopy_opaque(x, (SELECT y FROM u WHERE canopy_opaque(z)))",
        "SELECT * FROM t JOIN u ON t.x = u.y = 1 WHERE id = 5"
            + " ! SELECT * FROM t JOIN u ON canopy_opaque(t.x, u.y) WHERE id = 5",
        "UPDATE t SET x = y = 1 = 1, z = 2 WHERE id = 5"
            + " ! UPDATE t SET x = canopy_opaque(y), z = 2 WHERE id = 5",
        "SELECT ROW_NUMBER() OVER (ORDER BY x = 1 = 1) = 1 IS TRUE FROM t"
            + " ! SELECT canopy_opaque(ROW_NUMBER() OVER (ORDER BY canopy_opaque(x))) FROM t"
      })
  void anExpressionBecomesACall(String sql, String seen) {
    ParsedStatement parsed = JSqlParserFront.parse(sql, LexerRules.mysql());
    assertThat(parsed.statement().toString().replaceAll("\\s+", " ")).isEqualToIgnoringCase(seen);
    assertThat(parsed.trusted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "SELECT FROM t ! SELECT 1 FROM t",
        "SELECT a AS select FROM t ! SELECT a AS \"select\" FROM t",
        "SELECT a OPERATOR(pg_catalog.+) b FROM t ! SELECT a || b FROM t",
        "SELECT (d, e) OVERLAPS (f, g) IS TRUE FROM t ! SELECT canopy_opaque(d, e, f, g) FROM t"
      })
  void formsOfPostgreSql(String sql, String seen) {
    assertThat(JSqlParserFront.parse(sql, LexerRules.postgresql()).statement().toString())
        .isEqualToIgnoringCase(seen);
  }

  @Test
  void placesAreThoseOfTheText() {
    String sql = "SELECT x.a = 1 IS TRUE, SUM(b) FROM t x WHERE x.id = 5 AND b = c IS TRUE AND d";
    ParsedStatement parsed = JSqlParserFront.parse(sql, LexerRules.mysql());
    List<String> columns = new ArrayList<>();
    List<String> calls = new ArrayList<>();
    collect(parsed.root(), "Column", sql, columns);
    collect(parsed.root(), "Function", sql, calls);
    assertThat(columns).containsExactly("x.a", "b", "x.id", "b", "c", "d");
    assertThat(calls).containsExactly("x.a = 1 IS TRUE", "SUM(b)", "b = c IS TRUE");
  }

  private static void collect(Node node, String kind, String sql, List<String> found) {
    if (node.toString().equals(kind)) {
      found.add(
          sql.substring(
              node.jjtGetFirstToken().absoluteBegin - 1, node.jjtGetLastToken().absoluteEnd - 1));
    }
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      collect(node.jjtGetChild(i), kind, sql, found);
    }
  }
}
