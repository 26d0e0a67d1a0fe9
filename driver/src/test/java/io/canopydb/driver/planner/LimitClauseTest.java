package io.canopydb.driver.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.plan.Count;
import io.canopydb.metadata.model.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LIMIT, OFFSET and FETCH. */
class LimitClauseTest {

  private static String read(Engine engine, String limit) {
    SelectText select = Planned.select(engine, "SELECT k FROM a " + limit);
    return LimitClause.of(select)
        .map(
            clause ->
                text(clause.limit())
                    + " from "
                    + text(clause.offset())
                    + ": "
                    + clause.span().of(select.statement().text()))
        .orElse("none");
  }

  private static String text(Count count) {
    return count instanceof Count.Fixed fixed
        ? Long.toString(fixed.value())
        : count instanceof Count.InSlot slot ? "?" + slot.number() : "-";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LIMIT 3 | ?1 from -: LIMIT ?1",
        "LIMIT ? | ?1 from -: LIMIT ?1",
        "LIMIT 3 OFFSET ? | ?1 from ?2: LIMIT ?1 OFFSET ?2",
        "LIMIT 2, 3 | ?2 from ?1: LIMIT ?1, ?2"
      })
  void ofMySql(String limit, String read) {
    assertThat(read(Engine.MYSQL, limit)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LIMIT 3 | ?1 from -: LIMIT ?1",
        "OFFSET 2 | - from ?1: OFFSET ?1",
        "OFFSET 2 LIMIT 3 | ?2 from ?1: OFFSET ?1 LIMIT ?2",
        "OFFSET 2 ROW | - from ?1: OFFSET ?1 ROW",
        "FETCH FIRST 3 ROWS ONLY | 3 from -: FETCH FIRST 3 ROWS ONLY",
        "OFFSET 2 ROWS FETCH NEXT ? ROW ONLY | ?2 from ?1: OFFSET ?1 ROWS FETCH NEXT ?2 ROW ONLY",
        "LIMIT ALL | - from -: LIMIT ALL",
        "LIMIT ALL OFFSET 2 | - from ?1: LIMIT ALL OFFSET ?1"
      })
  void ofPostgreSql(String limit, String read) {
    assertThat(read(Engine.POSTGRESQL, limit)).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LIMIT 1 + 1",
        "LIMIT (SELECT 1)",
        "LIMIT (3)",
        "LIMIT NULL",
        "FETCH FIRST ROW ONLY",
        "FETCH FIRST 3 ROWS WITH TIES",
        "LIMIT 3 FOR UPDATE OFFSET 2"
      })
  void onlyALeafReadsOthers(String limit) {
    String read;
    try {
      read = read(Engine.POSTGRESQL, limit);
    } catch (SqlSyntaxException e) {
      read = "none";
    }
    assertThat(read).isEqualTo("none");
  }

  @Test
  void numbersThatAreNotLiftedAreRead() {
    StatementText text = StatementText.parse("SELECT k FROM a LIMIT 2, 3", LexerRules.mysql());
    LimitClause clause = LimitClause.of(SelectText.of(text).orElseThrow()).orElseThrow();
    assertThat(clause.limit()).isEqualTo(new Count.Fixed(3));
    assertThat(clause.offset()).isEqualTo(new Count.Fixed(2));
    StatementText tooBig =
        StatementText.parse("SELECT k FROM a LIMIT 99999999999999999999", LexerRules.mysql());
    assertThat(LimitClause.of(SelectText.of(tooBig).orElseThrow())).isEmpty();
  }

  @Test
  void aQueryWithoutOneHasNone() {
    assertThat(read(Engine.MYSQL, "ORDER BY k")).isEqualTo("none");
  }

  @Test
  void lockingBeforeOrBehindStays() {
    assertThat(read(Engine.MYSQL, "LIMIT 3 FOR UPDATE")).isEqualTo("?1 from -: LIMIT ?1");
    assertThat(read(Engine.POSTGRESQL, "FOR UPDATE LIMIT 3")).isIn("?1 from -: LIMIT ?1", "none");
  }
}
