package io.canopydb.driver.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FREEZE is taken out of a COPY, and nothing else. */
class CopyTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COPY t FROM STDIN WITH (FREEZE) | COPY t FROM STDIN WITH (FREEZE false)",
        "COPY t FROM STDIN WITH (freeze on) | COPY t FROM STDIN WITH (freeze false)",
        "COPY t FROM STDIN (FREEZE, DELIMITER ';') | COPY t FROM STDIN (FREEZE false, DELIMITER"
            + " ';')",
        "COPY t FROM STDIN (NULL 'FREEZE', FREEZE true) | COPY t FROM STDIN (NULL 'FREEZE', FREEZE"
            + " false)",
        "COPY t FROM STDIN CSV FREEZE HEADER | COPY t FROM STDIN CSV  HEADER",
        "COPY freeze (freeze) FROM STDIN | COPY freeze (freeze) FROM STDIN",
        "COPY t FROM STDIN | COPY t FROM STDIN"
      })
  void freezeIsTakenOut(String sql, String without) {
    CopyText copy =
        CopyText.of(Lexer.lex(sql, LexerRules.postgresql().withoutParameters())).orElseThrow();
    assertThat(copy.withoutFreeze()).isEqualTo(without);
  }
}
