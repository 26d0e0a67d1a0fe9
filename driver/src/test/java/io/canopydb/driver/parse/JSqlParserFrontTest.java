package io.canopydb.driver.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Engine;
import java.util.Collections;
import java.util.List;
import net.sf.jsqlparser.parser.Node;
import net.sf.jsqlparser.statement.select.PlainSelect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What JSQLParser is known to read otherwise than the engines: it is refused, or its tree is not
 * trusted, or the text is made such that the tree is right. That untrusted trees leave out no
 * partition is tested with the choice of partitions.
 */
class JSqlParserFrontTest {

  private static ParsedStatement mysql(String sql) {
    return JSqlParserFront.parse(sql, LexerRules.mysql());
  }

  private static ParsedStatement postgresql(String sql) {
    return JSqlParserFront.parse(sql, LexerRules.postgresql());
  }

  private static PlainSelect select(ParsedStatement parsed) {
    return (PlainSelect) parsed.statement();
  }

  private static String where(ParsedStatement parsed) {
    return select(parsed).getWhere().toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1; DELETE FROM a", "SELECT 1;; x", "SELECT 1; SELECT 2;"})
  void aSecondStatementIsRefused(String sql) {
    assertThatThrownBy(() -> mysql(sql))
        .isInstanceOf(SqlSyntaxException.class)
        .hasMessageContaining("another statement follows");
    assertThatThrownBy(() -> postgresql(sql)).isInstanceOf(SqlSyntaxException.class);
  }

  @Test
  void closingSemicolonsAreNoStatement() {
    assertThat(mysql("SELECT 1 ; ; -- x").trusted()).isTrue();
    assertThat(postgresql("SELECT ';';").trusted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM a WHERE k = 5)",
        "SELECT * FROM a WHERE (k = 5",
        "SELECT * FROM a WHERE",
        "SELCT * FROM a",
        "",
        "-- nothing"
      })
  void whatIsLeftOverIsRefused(String sql) {
    assertThatThrownBy(() -> mysql(sql)).isInstanceOf(SqlSyntaxException.class);
    assertThatThrownBy(() -> postgresql(sql)).isInstanceOf(SqlSyntaxException.class);
  }

  @Test
  void predicatesAreNotSwallowed() {
    ParsedStatement json = mysql("SELECT * FROM a WHERE id = 5 AND j->>'$.a' = 'x' OR id = 3");
    assertThat(json.trusted()).isTrue();
    assertThat(where(json)).endsWith("OR id = 3");
    assertThat(where(json)).startsWith("id = 5 AND ");
    ParsedStatement member = mysql("SELECT * FROM a WHERE 1 MEMBER OF (j) OR id = 3");
    assertThat(member.trusted()).isFalse();
    ParsedStatement arrow =
        postgresql("SELECT * FROM a WHERE id = 5 AND j #>> '{a}' = 'x' OR id = 3");
    assertThat(where(arrow)).endsWith("OR id = 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\u0001',
      value = {
        "a XOR b ; XOR",
        "a || b ; PIPES",
        "a && b ; AMPERSANDS",
        "!a = b ; EXCLAMATION",
        "a | b & c ; BIT_OPERATOR",
        "a << b + c ; BIT_OPERATOR",
        "a ^ b ; BIT_OPERATOR",
        "~a ; BIT_OPERATOR",
        "a <=> b ; NULL_SAFE_EQUALS",
        "1 MEMBER OF (a) ; MEMBER_OF",
        "a = - -1 ; DOUBLE_MINUS",
        "a = --1 ; DOUBLE_MINUS",
        "a DIV b ; INTEGER_DIVISION",
        "a MOD b ; INTEGER_DIVISION",
        "a = BINARY b ; BINARY_OPERATOR",
        "a SOUNDS LIKE b ; SOUNDS_LIKE",
        "a /*! OR b */ ; EXECUTABLE_COMMENT"
      })
  void operatorsOfMySqlAreNotBelieved(String predicate, PruningHazard hazard) {
    String sql = "SELECT * FROM a WHERE k = 5 AND " + predicate;
    assertThat(PruningHazards.in(Lexer.lex(sql, LexerRules.mysql()))).contains(hazard);
    assertThat(mysql(sql).trusted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "@ x = 5 ! PREFIX_OPERATOR",
        "|/ x = 5 ! PREFIX_OPERATOR",
        "x = U&'5' ! UNICODE_STRING",
        "x IS JSON ! IS_FORM",
        "x IS NOT NORMALIZED ! IS_FORM",
        "x = - -1 ! DOUBLE_MINUS"
      })
  void operatorsOfPostgreSqlAreNotBelieved(String predicate, PruningHazard hazard) {
    String sql = "SELECT * FROM a WHERE k = 5 AND " + predicate;
    assertThat(PruningHazards.in(Lexer.lex(sql, LexerRules.postgresql()))).contains(hazard);
    assertThat(postgresql(sql).trusted()).isFalse();
  }

  @Test
  void codeInCommentsIsSeenOrRefused() {
    ParsedStatement parsed = mysql("SELECT * FROM a WHERE k = 5 /*!40100 OR k = 6 */");
    assertThat(where(parsed)).endsWith("OR k = 6");
    assertThat(parsed.trusted()).isFalse();
    assertThatThrownBy(() -> mysql("SELECT * FROM a WHERE k = 5 /*!99999 OR k = 6 */"))
        .isInstanceOf(SqlSyntaxException.class)
        .hasMessageContaining("newer servers");
    assertThat(where(postgresql("SELECT * FROM a WHERE k = 5 /*!40100 OR k = 6 */")))
        .isEqualTo("k = 5");
  }

  @Test
  void commentsEndWhereTheEngineEndsThem() {
    assertThat(where(mysql("SELECT * FROM a WHERE k = 5 # OR x\n AND y = 1")))
        .isEqualTo("k = 5 AND y = 1");
    assertThat(where(mysql("SELECT * FROM a WHERE k = 5 -- OR x\n AND y = 1")))
        .isEqualTo("k = 5 AND y = 1");
    assertThat(where(mysql("SELECT * FROM a WHERE k = 5 /* ' */ OR x = 1 /* ' */")))
        .isEqualTo("k = 5 OR x = 1");
    assertThat(where(postgresql("SELECT * FROM a WHERE k = 5 /* /* x */ OR y */ OR x = 1")))
        .isEqualTo("k = 5 OR x = 1");
    assertThat(where(postgresql("SELECT * FROM a WHERE k = 5 --1 OR x\n OR y = 1")))
        .isEqualTo("k = 5 OR y = 1");
  }

  @Test
  void stringsEndWhereTheEngineEndsThem() {
    assertThat(where(mysql("SELECT * FROM a WHERE s = 'it\\'s' OR x = 1"))).endsWith("OR x = 1");
    assertThat(where(mysql("SELECT * FROM a WHERE s = \"a\\\"b\" OR x = 1"))).endsWith("OR x = 1");
    assertThat(
            where(
                JSqlParserFront.parse(
                    "SELECT * FROM a WHERE s = 'a\\' OR x = 'b'", LexerRules.mysql(false, true))))
        .contains(" OR x = ");
    assertThat(where(postgresql("SELECT * FROM a WHERE s = 'a\\' OR x = 'b'")))
        .contains(" OR x = ");
    assertThat(where(postgresql("SELECT * FROM a WHERE s = E'it\\'s' OR x = 1")))
        .endsWith("OR x = 1");
    assertThat(where(postgresql("SELECT * FROM a WHERE s = $q$ ' $$ OR $q$ OR x = 1")))
        .endsWith("OR x = 1");
  }

  @Test
  void stringsSideBySideAreOne() {
    assertThat(select(mysql("SELECT 'a' 'b' FROM a")).getSelectItems())
        .singleElement()
        .satisfies(item -> assertThat(item.getAlias()).isNull());
    assertThat(select(postgresql("SELECT 'a'\n'b' FROM a")).getSelectItems())
        .singleElement()
        .satisfies(item -> assertThat(item.getAlias()).isNull());
  }

  @Test
  void doubleQuotesFollowTheMode() {
    assertThat(select(mysql("SELECT \"x\" FROM a")).getSelectItem(0).getExpression())
        .isInstanceOf(net.sf.jsqlparser.expression.StringValue.class);
    assertThat(
            select(JSqlParserFront.parse("SELECT \"x\" FROM a", LexerRules.mysql(true, false)))
                .getSelectItem(0)
                .getExpression())
        .isInstanceOf(net.sf.jsqlparser.schema.Column.class);
  }

  @Test
  void andBindsStrongerThanOr() {
    assertThat(select(mysql("SELECT * FROM a WHERE x = 1 OR y = 2 AND k = 5")).getWhere())
        .isInstanceOf(net.sf.jsqlparser.expression.operators.conditional.OrExpression.class);
    assertThat(select(mysql("SELECT * FROM a WHERE k = 5 AND y = 2 OR x = 1")).getWhere())
        .isInstanceOf(net.sf.jsqlparser.expression.operators.conditional.OrExpression.class);
    assertThat(select(mysql("SELECT * FROM a WHERE NOT k = 5 AND y = 2")).getWhere())
        .isInstanceOf(net.sf.jsqlparser.expression.operators.conditional.AndExpression.class);
    assertThat(where(mysql("SELECT * FROM a WHERE k BETWEEN 1 AND 2 AND x = 1 OR y = 2")))
        .isEqualTo("k BETWEEN 1 AND 2 AND x = 1 OR y = 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT `é`, a.x FROM /* \uD83D\uDE00 */ a WHERE s = '\uD83D\uDE00' AND a.k = 5",
        "SELECT k\n\tFROM\r\n a -- é\n WHERE a . k=5",
        "SELECT HIGH_PRIORITY k FROM a USE INDEX (x) WHERE a.k = - -5 LOCK IN SHARE MODE"
      })
  void spansAreThoseOfTheText(String sql) {
    ParsedStatement parsed = mysql(sql);
    int[] found = {0};
    check(parsed.root(), sql, found);
    assertThat(found[0]).isGreaterThan(1);
  }

  private static void check(Node node, String sql, int[] found) {
    if (node.toString().equals("Column")) {
      String written =
          sql.substring(
              node.jjtGetFirstToken().absoluteBegin - 1, node.jjtGetLastToken().absoluteEnd - 1);
      assertThat(written.replaceAll("\\s", "")).isEqualTo(String.valueOf(node.jjtGetValue()));
      found[0]++;
    }
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      check(node.jjtGetChild(i), sql, found);
    }
  }

  /** Forms that the parser alone refuses, and that applications use. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM a LOCK IN SHARE MODE",
        "SELECT * FROM a FORCE INDEX FOR ORDER BY (x) ORDER BY x",
        "SELECT HIGH_PRIORITY STRAIGHT_JOIN * FROM a",
        "INSERT INTO a VALUES ROW(1, 2), ROW(3, 4)",
        "INSERT INTO a () VALUES ()",
        "SELECT x MOD 2 FROM a",
        "SELECT - -5 FROM a",
        "SELECT BINARY x FROM a",
        "SELECT * FROM a WHERE x SOUNDS LIKE y",
        "SELECT SUM(x) OVER (w ORDER BY y) FROM a WINDOW w AS (PARTITION BY k)",
        "SELECT k FROM a GROUP BY k ASC",
        "DELETE FROM a, b USING a JOIN b ON a.k = b.k",
        "DELETE a.* FROM a JOIN b ON a.k = b.k"
      })
  void formsOfMySqlThatAreReadBefore(String sql) {
    assertThat(mysql(sql).statement()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE ONLY a SET x = 1 WHERE k = 5",
        "DELETE FROM ONLY a WHERE k = 5",
        "SELECT |/ 25, @ x FROM a",
        "SELECT E'a\\'b', U&'c', $$d$$ FROM a",
        "SELECT * FROM a ORDER BY x USING >",
        "SELECT * FROM a WHERE j IS JSON OBJECT"
      })
  void formsOfPostgreSqlThatAreReadBefore(String sql) {
    assertThat(postgresql(sql).statement()).isNotNull();
  }

  @Test
  void escapesInNamesAreDecoded() {
    assertThat(select(postgresql("SELECT U&\"\\0061\" FROM a")).getSelectItem(0))
        .hasToString("\"a\"");
  }

  /** An engine sees one kind of white space. */
  @ParameterizedTest
  @ValueSource(strings = {"\n\n\n", "\n/\n", "\r\n\r\n\r\n", "\f", "/*\n\n\n*/"})
  void whiteSpaceEndsNoStatement(String space) {
    assertThat(where(mysql("SELECT 1" + space + "k FROM a WHERE k = 5"))).isEqualTo("k = 5");
    assertThat(where(postgresql("SELECT 1" + space + "k FROM a WHERE k = 5"))).isEqualTo("k = 5");
    assertThat(where(postgresql("SELECT 1\ngo\nFROM a WHERE k = 5"))).isEqualTo("k = 5");
  }

  @Test
  void errorsSayWhere() {
    assertThatThrownBy(() -> mysql("SELECT *\nFROM FROM a"))
        .isInstanceOf(SqlSyntaxException.class)
        .hasMessageContaining("is not expected here");
  }

  @Test
  void aLongQueryInBracketsInBracketsIsRead() {
    String numbers = String.join(", ", Collections.nCopies(1_000, "1"));
    String one = "SELECT a FROM ((SELECT a FROM t WHERE a IN (" + numbers + ")%s) %s SELECT 1) x";
    for (String operator : List.of("UNION", "UNION ALL", "INTERSECT", "EXCEPT")) {
      String sql = one.formatted("", operator);
      assertThat(select(postgresql(sql)).getFromItem().toString()).contains(" " + operator + " ");
      assertThat(select(mysql(sql)).getFromItem().toString()).contains(" " + operator + " ");
    }
    // Without its brackets this would be another query.
    String limited = one.formatted(" LIMIT 1", "UNION");
    assertThatThrownBy(() -> postgresql(limited)).isInstanceOf(SqlSyntaxException.class);
  }

  @Test
  void deepNestingIsRefused() {
    for (Engine engine : Engine.values()) {
      LexerRules rules = LexerRules.of(engine);
      assertThat(JSqlParserFront.parse("SELECT " + nested(50), rules).trusted()).isTrue();
      assertThatThrownBy(() -> JSqlParserFront.parse("SELECT " + nested(20_000), rules))
          .isInstanceOf(SqlSyntaxException.class)
          .hasMessageContaining("nested too deeply");
    }
  }

  private static String nested(int depth) {
    return "(".repeat(depth) + "1" + ")".repeat(depth);
  }
}
