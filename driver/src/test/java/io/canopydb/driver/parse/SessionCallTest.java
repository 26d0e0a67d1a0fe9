package io.canopydb.driver.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionCallTest {

  private static List<String> calls(Engine engine, String sql) {
    Tokens tokens = Lexer.lex(sql, LexerRules.of(engine));
    return SessionCall.in(tokens).stream()
        .map(
            call ->
                call.function()
                    + " "
                    + tokens.text(call.first(), call.last())
                    + " "
                    + call.arguments().size())
        .toList();
  }

  @Test
  void variablesOfTheCluster() {
    assertThat(
            calls(
                Engine.MYSQL,
                "SELECT @@auto_attach, @@GLOBAL.Redundancy_Level, @@port, @auto_attach,"
                    + " current_setting('auto_attach')"))
        .containsExactly(
            "CLUSTER_VARIABLE @@auto_attach 0", "CLUSTER_VARIABLE @@GLOBAL.Redundancy_Level 0");
    assertThat(
            calls(
                Engine.POSTGRESQL,
                "SELECT current_setting('auto_attach'), current_setting('Redundancy_Level', true),"
                    + " current_setting('work_mem'), current_setting(?), current_setting()"))
        .containsExactly(
            "CLUSTER_VARIABLE current_setting('auto_attach') 1",
            "CLUSTER_VARIABLE current_setting('Redundancy_Level', true) 2");
  }

  private static List<String> items(Engine engine, String sql) {
    Tokens tokens = Lexer.lex(sql, LexerRules.of(engine));
    return SelectItems.of(tokens).stream()
        .map(item -> (item.named() ? "named " : "") + tokens.text(item.first(), item.last()))
        .toList();
  }

  @Test
  void functionsAndVariablesOfMySql() {
    assertThat(
            calls(
                Engine.MYSQL,
                "SELECT last_insert_id(), ROW_COUNT ( ), LAST_INSERT_ID(id + 1), @@identity,"
                    + " @@session.warning_count, 'ROW_COUNT()', shop.row_count(), last_insert_id,"
                    + " @identity, lastval()"))
        .containsExactly(
            "LAST_INSERT_ID last_insert_id() 0",
            "ROW_COUNT ROW_COUNT ( ) 0",
            "LAST_INSERT_ID LAST_INSERT_ID(id + 1) 1",
            "LAST_INSERT_ID @@identity 0",
            "WARNING_COUNT @@session.warning_count 0");
    assertThat(calls(Engine.MYSQL, "SET @@identity = 5")).isEmpty();
  }

  @Test
  void functionsOfPostgreSql() {
    assertThat(
            calls(
                Engine.POSTGRESQL,
                "SELECT pg_catalog.setval('a', 1, true), other.nextval('a'), \"lastval\"(),"
                    + " set_config('a.b', 'c', false), row_count()"))
        .containsExactly(
            "SETVAL pg_catalog.setval('a', 1, true) 3",
            "LASTVAL \"lastval\"() 0",
            "SET_CONFIG set_config('a.b', 'c', false) 3");
  }

  @Test
  void itemsOfAllSelectLists() {
    assertThat(
            items(
                Engine.MYSQL,
                "SELECT DISTINCT f(a, b), c + 1 AS d, g() e, (SELECT h(1)) FROM t UNION SELECT 1, 2"
                    + " LIMIT 1"))
        .containsExactly(
            "f(a, b)", "named c + 1 AS d", "named g() e", "(SELECT h(1))", "h(1)", "1", "2");
  }

  @Test
  void selectIntoMakesATable() {
    assertThat(asCreate("SELECT a, b INTO TEMP TABLE x FROM t WHERE a > ?"))
        .isEqualTo("CREATE TEMP TABLE x AS SELECT a, b  FROM t WHERE a > ?");
    assertThat(asCreate("WITH q AS (SELECT 1) SELECT * INTO s.x FROM q"))
        .isEqualTo("CREATE TABLE s.x AS WITH q AS (SELECT 1) SELECT *  FROM q");
    assertThat(asCreate("WITH q AS (SELECT 1) INSERT INTO x SELECT * FROM q")).isEqualTo("none");
    assertThat(asCreate("INSERT INTO x SELECT 1")).isEqualTo("none");
  }

  private static String asCreate(String sql) {
    return SelectInto.asCreate(Lexer.lex(sql, LexerRules.of(Engine.POSTGRESQL))).orElse("none");
  }

  @Test
  void selectIntoVariables() {
    Tokens tokens = Lexer.lex("SELECT a, b FROM t INTO @X, @`y z` ", LexerRules.of(Engine.MYSQL));
    assertThat(SelectInto.variables(tokens).orElseThrow().names()).containsExactly("@x", "@y z");
  }
}
