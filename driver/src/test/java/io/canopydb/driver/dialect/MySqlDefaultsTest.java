package io.canopydb.driver.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlDefaultsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          5                            | int       | false | 5
          -1.50                        | decimal   | false | -1.50
          b'101'                       | bit       | false | b'101'
          2020-01-01                   | date      | false | '2020-01-01'
          it's                         | varchar   | false | 'it''s'
          CURRENT_TIMESTAMP            | varchar   | false | 'CURRENT_TIMESTAMP'
          CURRENT_TIMESTAMP(3)         | datetime  | true  | CURRENT_TIMESTAMP(3)
          uuid()                       | char      | true  | (uuid())
          concat(_utf8mb4\\'a\\\\\\'b\\')  | varchar   | true  | (concat(_utf8mb4'a\\'b'))
          """)
  void aDefaultIsSqlAgain(String shown, String dataType, boolean generated, String sql) {
    assertThat(MySqlDefaults.expression(shown, dataType, generated)).isEqualTo(sql);
  }
}
