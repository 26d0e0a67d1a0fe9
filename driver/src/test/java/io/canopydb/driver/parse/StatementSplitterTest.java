package io.canopydb.driver.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementSplitterTest {
  private static final LexerRules MYSQL = LexerRules.mysql();
  private static final LexerRules POSTGRESQL = LexerRules.postgresql();

  @Test
  void semicolonsInLiteralsAndCommentsAreNone() {
    assertThat(
            StatementSplitter.split(
                " SELECT ';' ; -- x;\n /* ; */ SELECT \";\", `;` ;; # ;\n DELETE FROM t", MYSQL))
        .containsExactly("SELECT ';'", "SELECT \";\", `;`", "DELETE FROM t");
    assertThat(StatementSplitter.split("SELECT $$;$$; SELECT E'\\';'; ", POSTGRESQL))
        .containsExactly("SELECT $$;$$", "SELECT E'\\';'");
    assertThat(StatementSplitter.split(" ; -- x", MYSQL)).isEmpty();
    assertThat(StatementSplitter.split("", MYSQL)).isEmpty();
  }

  @Test
  void bodiesOfMySqlStayWhole() {
    String procedure =
        "CREATE DEFINER=`a`@`b` PROCEDURE p(a INT) BEGIN"
            + " DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; END;"
            + " IF a = 1 THEN SELECT IF(a, 1, 2); ELSEIF a = 2 THEN SELECT REPEAT('x', 3); END IF;"
            + " CASE a WHEN 1 THEN SELECT 1; ELSE SELECT CASE WHEN a THEN 1 END; END CASE;"
            + " l: LOOP LEAVE l; END LOOP l; WHILE a > 1 DO SET a = a - 1; END WHILE;"
            + " REPEAT SET a = 1; UNTIL a END REPEAT; BEGIN SELECT 1; END; END";
    assertThat(StatementSplitter.split(procedure + "; SELECT 1", MYSQL))
        .containsExactly(procedure, "SELECT 1");
    String trigger = "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.a = 1; END";
    assertThat(StatementSplitter.split(trigger + "; SELECT 1", MYSQL))
        .containsExactly(trigger, "SELECT 1");
    String bare =
        "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW IF NEW.a THEN SET @x = 1; END IF";
    assertThat(StatementSplitter.split(bare + "; SELECT 1", MYSQL))
        .containsExactly(bare, "SELECT 1");
    String dumped =
        "/*!50003 CREATE*/ /*!50003 TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN SET @x = 1; END"
            + " */";
    assertThat(StatementSplitter.split(dumped + "; SELECT 1", MYSQL))
        .containsExactly(dumped, "SELECT 1");
    assertThat(StatementSplitter.split("CREATE PROCEDURE p() SELECT 1; SELECT 2", MYSQL))
        .containsExactly("CREATE PROCEDURE p() SELECT 1", "SELECT 2");
  }

  @Test
  void transactionsAreNoBodies() {
    assertThat(StatementSplitter.split("BEGIN; SELECT 1; END; SELECT 2", POSTGRESQL))
        .containsExactly("BEGIN", "SELECT 1", "END", "SELECT 2");
    assertThat(StatementSplitter.split("BEGIN; SELECT 1; COMMIT", MYSQL))
        .containsExactly("BEGIN", "SELECT 1", "COMMIT");
    assertThat(StatementSplitter.split("CREATE TABLE event (a int); BEGIN; COMMIT", MYSQL))
        .containsExactly("CREATE TABLE event (a int)", "BEGIN", "COMMIT");
  }

  @Test
  void bodiesOfPostgreSqlStayWhole() {
    String function =
        "CREATE OR REPLACE FUNCTION f(a int) RETURNS int BEGIN ATOMIC"
            + " SELECT CASE WHEN a > 1 THEN 1 END; SELECT 2; END";
    assertThat(StatementSplitter.split(function + "; SELECT 1", POSTGRESQL))
        .containsExactly(function, "SELECT 1");
    String rule = "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)";
    assertThat(StatementSplitter.split(rule + "; SELECT 1", POSTGRESQL))
        .containsExactly(rule, "SELECT 1");
  }

  @Test
  void anOpenBracketHidesNoStatement() {
    assertThat(StatementSplitter.split("SELECT (1; DELETE FROM t WHERE (a = 1)", MYSQL))
        .containsExactly("SELECT (1", "DELETE FROM t WHERE (a = 1)");
  }
}
