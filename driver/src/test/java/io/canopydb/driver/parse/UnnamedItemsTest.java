package io.canopydb.driver.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnnamedItemsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SELECT a, t.b, `t`.`c`, t.*, * FROM t | ",
        "SELECT a + 1 AS x, a + 1 x, 'a' AS y, a+1 AS `z w` FROM t | ",
        "SELECT a + 1, COUNT(*) FROM t | a + 1;COUNT(*)",
        "SELECT DISTINCT (SELECT 1 + 1 FROM u) FROM t | (SELECT 1 + 1 FROM u);1 + 1",
        "SELECT * FROM (SELECT a = 1 IS TRUE FROM t) d | a = 1 IS TRUE",
        "WITH d AS (SELECT MAX(a) FROM t) SELECT 1 + 1 FROM d; | 1 + 1;MAX(a)",
        "SELECT SUM(a) FROM t UNION SELECT SUM(b) FROM u ORDER BY 1 | SUM(a);SUM(b)",
        "UPDATE t SET a = a + 1 | "
      })
  void areFoundWhereverTheyStand(String sql, String expected) {
    List<String> found =
        UnnamedItems.in(Lexer.lex(sql, LexerRules.mysql())).stream()
            .map(item -> item.of(sql))
            .toList();
    assertThat(String.join(";", found)).isEqualTo(expected == null ? "" : expected);
  }
}
