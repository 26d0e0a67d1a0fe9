package io.canopydb.driver.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.parse.LexerRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The present time, as one instant. */
class PresentTimeTest {

  private static String in(String expression) {
    return Planned.text(PresentTime.in(expression, LexerRules.postgresql()));
  }

  @ParameterizedTest
  @CsvSource({
    "now(), timestamptz",
    "NOW ( ), timestamptz",
    "transaction_timestamp(), timestamptz",
    "statement_timestamp(), timestamptz",
    "CURRENT_TIMESTAMP, timestamptz",
    "current_timestamp(3), timestamptz(3)",
    "current_date, date",
    "localtimestamp, timestamp",
    "LocalTimestamp ( 0 ), timestamp(0)",
    "current_time, timetz",
    "localtime(2), time(2)"
  })
  void eachFunctionIsOfItsType(String call, String type) {
    assertThat(in("f(" + call + ")+1")).isEqualTo("f((<instant>::timestamptz::" + type + "))+1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now",
        "a.now()",
        "t.current_date",
        "'now()'",
        "\"current_date\"",
        "clock_timestamp()",
        "now + 1 -- now()",
        "nowhere()",
        "now("
      })
  void othersStay(String expression) {
    assertThat(in(expression)).isEqualTo(expression);
  }

  @Test
  void allCallsOfAnExpressionAreReplaced() {
    assertThat(in("now() - interval '1 day' < current_date AND x = 'é'"))
        .isEqualTo(
            "(<instant>::timestamptz::timestamptz) - interval '1 day' <"
                + " (<instant>::timestamptz::date) AND x = 'é'");
  }
}
