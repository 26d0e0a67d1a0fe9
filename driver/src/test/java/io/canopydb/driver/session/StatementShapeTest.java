package io.canopydb.driver.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.parse.LexerRules;
import io.canopydb.metadata.model.Engine;
import org.junit.jupiter.api.Test;

/** What is decided of a text once, for all its executions. */
class StatementShapeTest {

  private static StatementShape shape(Engine engine, String sql) {
    return StatementShape.read(sql, LexerRules.of(engine));
  }

  @Test
  void onlyStatementsOfSeveralStepsAreCut() {
    StatementShape with =
        shape(Engine.POSTGRESQL, "WITH d AS (DELETE FROM t RETURNING a) SELECT * FROM d");
    assertThat(with.writingWith()).isNotNull();
    assertThat(with.merge()).isNull();
    StatementShape merge =
        shape(
            Engine.POSTGRESQL,
            "MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET b = s.b");
    assertThat(merge.merge()).isNotNull();
    assertThat(merge.writingWith()).isNull();
    for (String plain :
        new String[] {
          "WITH c AS (SELECT 1 AS a) SELECT * FROM c",
          "SELECT a FROM t WHERE b = ?",
          "UPDATE t SET a = 1",
          "COMMIT"
        }) {
      assertThat(shape(Engine.POSTGRESQL, plain).writingWith()).as(plain).isNull();
      assertThat(shape(Engine.POSTGRESQL, plain).merge()).as(plain).isNull();
    }
  }
}
