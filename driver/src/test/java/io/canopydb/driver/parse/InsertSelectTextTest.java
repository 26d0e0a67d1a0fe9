package io.canopydb.driver.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** INSERT .. SELECT cut into its head, its query and its tail. */
class InsertSelectTextTest {

  private static String cut(LexerRules rules, String sql) {
    return InsertSelectText.of(Lexer.lex(sql, rules))
        .map(text -> text.head() + "|" + text.query() + "|" + text.tail())
        .orElse("none");
  }

  private static String mysql(String sql) {
    return cut(LexerRules.mysql(), sql);
  }

  private static String postgresql(String sql) {
    return cut(LexerRules.postgresql(), sql);
  }

  @Test
  void theQueryStartsAfterTheColumns() {
    assertThat(mysql("INSERT INTO a SELECT * FROM b")).isEqualTo("INSERT INTO a |SELECT * FROM b|");
    assertThat(mysql("INSERT a (k, x) SELECT k, x FROM b;"))
        .isEqualTo("INSERT a (k, x) |SELECT k, x FROM b|");
    assertThat(mysql("REPLACE LOW_PRIORITY INTO shop.a(k)WITH d AS (SELECT 1) SELECT * FROM d"))
        .isEqualTo("REPLACE LOW_PRIORITY INTO shop.a(k)|WITH d AS (SELECT 1) SELECT * FROM d|");
    assertThat(mysql("INSERT IGNORE INTO `a` (SELECT * FROM b)"))
        .isEqualTo("INSERT IGNORE INTO `a` |(SELECT * FROM b)|");
    assertThat(mysql("INSERT INTO a TABLE b")).isEqualTo("INSERT INTO a |TABLE b|");
    assertThat(postgresql("INSERT INTO public.a AS q (k) SELECT 1"))
        .isEqualTo("INSERT INTO public.a AS q (k) |SELECT 1|");
  }

  @Test
  void theTailStartsAfterTheQuery() {
    assertThat(
            mysql(
                "INSERT INTO a SELECT * FROM b JOIN c ON b.k = c.k"
                    + " ON DUPLICATE KEY UPDATE x = 1"))
        .isEqualTo(
            "INSERT INTO a |SELECT * FROM b JOIN c ON b.k = c.k |ON DUPLICATE KEY UPDATE x = 1");
    assertThat(postgresql("INSERT INTO a SELECT * FROM b ON CONFLICT (k) DO NOTHING RETURNING k"))
        .isEqualTo("INSERT INTO a |SELECT * FROM b |ON CONFLICT (k) DO NOTHING RETURNING k");
    assertThat(postgresql("INSERT INTO a SELECT * FROM b RETURNING *"))
        .isEqualTo("INSERT INTO a |SELECT * FROM b |RETURNING *");
  }

  @Test
  void aJoinMayBeOnATableOfSuchAName() {
    assertThat(mysql("INSERT INTO a SELECT 1 FROM b JOIN duplicate ON duplicate.k = b.k"))
        .isEqualTo("INSERT INTO a |SELECT 1 FROM b JOIN duplicate ON duplicate.k = b.k|");
    assertThat(mysql("INSERT INTO a SELECT returning FROM b"))
        .isEqualTo("INSERT INTO a |SELECT returning FROM b|");
    assertThat(postgresql("INSERT INTO a SELECT 1 FROM b JOIN conflict ON conflict.k = b.k"))
        .isEqualTo("INSERT INTO a |SELECT 1 FROM b JOIN conflict ON conflict.k = b.k|");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO a VALUES (1, 2, 3)",
        "INSERT INTO a (k) VALUES ((SELECT 1))",
        "INSERT INTO a SET k = 1",
        "INSERT INTO a",
        "INSERT INTO a (k",
        "INSERT",
        "SELECT * FROM a",
        "UPDATE a SET x = (SELECT 1)"
      })
  void otherStatementsAreNone(String sql) {
    assertThat(mysql(sql)).isEqualTo("none");
  }

  @Test
  void standsForAnInsertOfARow() {
    InsertSelectText text =
        InsertSelectText.of(
                Lexer.lex(
                    "INSERT INTO a (k, x) SELECT k, x FROM b ON DUPLICATE KEY UPDATE x = 1",
                    LexerRules.mysql()))
            .orElseThrow();
    assertThat(text.withRow(2))
        .isEqualTo("INSERT INTO a (k, x) VALUES (NULL, NULL) ON DUPLICATE KEY UPDATE x = 1");
  }
}
