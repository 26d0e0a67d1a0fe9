package io.canopydb.driver.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MERGE, cut by its tokens. */
class MergeTextTest {
  private static Optional<MergeText> cut(String sql) {
    return MergeText.of(Lexer.lex(sql, LexerRules.postgresql()));
  }

  @Test
  void findsTablesAndClauses() {
    MergeText merge =
        cut("MERGE INTO public.t AS x USING (SELECT * FROM s) y (a, b) ON x.id = y.a"
                + " WHEN MATCHED AND CASE WHEN y.b > 1 THEN true END THEN UPDATE SET v = 1"
                + " WHEN NOT MATCHED BY TARGET THEN INSERT (id, v) VALUES (f(y.a, 1), DEFAULT);")
            .orElseThrow();
    assertThat(merge.name()).containsExactly("public", "t");
    assertThat(merge.targetAlias()).isEqualTo("x");
    assertThat(merge.sourceAlias()).isEqualTo("y");
    assertThat(merge.sourceName()).isEqualTo("y");
    assertThat(merge.tokens().text(merge.target(), merge.using() - 1)).isEqualTo("public.t AS x");
    assertThat(merge.tokens().text(merge.source(), merge.on() - 1))
        .isEqualTo("(SELECT * FROM s) y (a, b)");
    MergeText.Clause update = merge.clauses().get(0);
    assertThat(update.matched()).isTrue();
    assertThat(merge.tokens().text(update.condition(), update.then() - 1))
        .isEqualTo("CASE WHEN y.b > 1 THEN true END");
    assertThat(merge.tokens().text(update.action(), update.end() - 1))
        .isEqualTo("UPDATE SET v = 1");
    MergeText.Clause second = merge.clauses().get(1);
    assertThat(second.matched()).isFalse();
    MergeText.Insert insert = merge.insert(second).orElseThrow();
    assertThat(insert.columns()).containsExactly("id", "v");
    assertThat(insert.values())
        .extracting(value -> merge.tokens().text(value.from(), value.to() - 1))
        .containsExactly("f(y.a, 1)", "DEFAULT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MERGE INTO t USING s ON t.id = s.id",
        "MERGE INTO ONLY t USING s ON t.id = s.id WHEN MATCHED THEN DELETE",
        "MERGE INTO t USING s ON t.id = s.id WHEN NOT MATCHED BY SOURCE THEN DELETE",
        "MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE RETURNING t.id",
        "MERGE INTO t AS x USING s AS t ON t.id = x.id WHEN MATCHED THEN DELETE",
        "MERGE INTO t USING s JOIN u ON s.a = u.a ON t.id = s.id WHEN MATCHED THEN DELETE",
        "MERGE INTO t USING (SELECT 1) ON true WHEN MATCHED THEN DELETE"
      })
  void leavesOtherFormsAlone(String sql) {
    assertThat(cut(sql)).isEmpty();
  }
}
