package io.canopydb.driver.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WITH, cut by its tokens. */
class WithTextTest {
  private static Optional<WithText> cut(String sql) {
    return WithText.of(Lexer.lex(sql, LexerRules.postgresql()));
  }

  @Test
  void findsCommonTablesAndWhatFollowsThem() {
    WithText with =
        cut("WITH RECURSIVE a AS (SELECT 1), \"B\" (x, y) AS NOT MATERIALIZED (DELETE FROM t"
                + " RETURNING f(x), y) INSERT INTO u SELECT * FROM b;")
            .orElseThrow();
    assertThat(with.recursive()).isTrue();
    assertThat(with.parts()).extracting(WithText.CommonTable::name).containsExactly("a", "B");
    WithText.CommonTable second = with.parts().get(1);
    assertThat(with.tokens().text(second.body(), second.close() - 1))
        .isEqualTo("DELETE FROM t RETURNING f(x), y");
    assertThat(with.writes(with.parts().get(0))).isFalse();
    assertThat(with.writes(second)).isTrue();
    assertThat(with.tokens().text(with.main(), with.end() - 1))
        .isEqualTo("INSERT INTO u SELECT * FROM b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "WITH",
        "WITH a AS",
        "WITH a (SELECT 1) SELECT 2",
        "WITH RECURSIVE a AS (SELECT 1) SEARCH DEPTH FIRST BY x SET y SELECT 2"
      })
  void leavesOtherFormsAlone(String sql) {
    assertThat(cut(sql)).isEmpty();
  }
}
