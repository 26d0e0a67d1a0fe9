package io.canopydb.driver.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {
  private static final LexerRules MYSQL = LexerRules.mysql();
  private static final LexerRules POSTGRESQL = LexerRules.postgresql();

  private static List<String> lex(LexerRules rules, String sql) {
    Tokens tokens = Lexer.lex(sql, rules);
    return tokens.toList().stream()
        .map(token -> token.kind() + " " + sql.substring(token.start(), token.end()))
        .toList();
  }

  @Test
  void mySqlStrings() {
    assertThat(
            lex(
                MYSQL,
                "'a''b' \"c\\\"d\" 'e\\'f' N'g' X'1F' b'01' 0x1f 0b1 _utf8mb4'h' {d '2026-01-01'}"))
        .containsExactly(
            "STRING 'a''b'",
            "STRING \"c\\\"d\"",
            "STRING 'e\\'f'",
            "NATIONAL_STRING N'g'",
            "HEX X'1F'",
            "BIT b'01'",
            "HEX 0x1f",
            "BIT 0b1",
            "WORD _utf8mb4",
            "STRING 'h'",
            "BRACE_OPEN {",
            "WORD d",
            "STRING '2026-01-01'",
            "BRACE_CLOSE }");
  }

  @Test
  void mySqlModes() {
    assertThat(lex(LexerRules.mysql(true, false), "\"a\"\"b\""))
        .containsExactly("QUOTED_IDENTIFIER \"a\"\"b\"");
    assertThat(lex(LexerRules.mysql(false, true), "'a\\' 'b'"))
        .containsExactly("STRING 'a\\'", "STRING 'b'");
  }

  @Test
  void mySqlNumbersAndNames() {
    assertThat(lex(MYSQL, "1 1.5 .5 1. 1e5 1.5E-3 1a 1e t.1a t.5 0xg $a `x``y` é"))
        .containsExactly(
            "NUMBER 1",
            "NUMBER 1.5",
            "NUMBER .5",
            "NUMBER 1.",
            "NUMBER 1e5",
            "NUMBER 1.5E-3",
            "WORD 1a",
            "WORD 1e",
            "WORD t",
            "DOT .",
            "WORD 1a",
            "WORD t",
            "DOT .",
            "WORD 5",
            "WORD 0xg",
            "WORD $a",
            "QUOTED_IDENTIFIER `x``y`",
            "WORD é");
  }

  @Test
  void mySqlOperatorsAndVariables() {
    assertThat(
            lex(MYSQL, "a:=b->'$.x'->>'$'<=>!c||d&&e<<f>=-5 @x @`y z` @'q' @@global.a.b 'u'@'h'"))
        .containsExactly(
            "WORD a",
            "OPERATOR :=",
            "WORD b",
            "OPERATOR ->",
            "STRING '$.x'",
            "OPERATOR ->>",
            "STRING '$'",
            "OPERATOR <=>",
            "OPERATOR !",
            "WORD c",
            "OPERATOR ||",
            "WORD d",
            "OPERATOR &&",
            "WORD e",
            "OPERATOR <<",
            "WORD f",
            "OPERATOR >=",
            "OPERATOR -",
            "NUMBER 5",
            "VARIABLE @x",
            "VARIABLE @`y z`",
            "VARIABLE @'q'",
            "VARIABLE @@global.a.b",
            "STRING 'u'",
            "VARIABLE @'h'");
  }

  @Test
  void mySqlComments() {
    String sql = "a -- x\n--1 # y\n/* z /* */ b /*+ h */ /*!80030 c */ /*!d*/ --";
    assertThat(lex(MYSQL, sql))
        .containsExactly(
            "WORD a",
            "OPERATOR -",
            "OPERATOR -",
            "NUMBER 1",
            "WORD b",
            "EXECUTABLE_COMMENT_OPEN /*!80030",
            "WORD c",
            "EXECUTABLE_COMMENT_CLOSE */",
            "EXECUTABLE_COMMENT_OPEN /*!",
            "WORD d",
            "EXECUTABLE_COMMENT_CLOSE */");
    assertThat(Lexer.lex(sql, MYSQL).comments())
        .extracting(comment -> comment.kind() + " " + sql.substring(comment.start(), comment.end()))
        .containsExactly(
            "COMMENT -- x", "COMMENT # y", "COMMENT /* z /* */", "HINT /*+ h */", "COMMENT --");
  }

  @Test
  void postgreSqlStrings() {
    assertThat(
            lex(
                POSTGRESQL,
                "'a\\' E'b\\'c' U&'d' U&\"e\" $$f'$$ $t$g$$h$t$ B'01' x'1F' N'i' \"j\"\"k\""))
        .containsExactly(
            "STRING 'a\\'",
            "ESCAPE_STRING E'b\\'c'",
            "UNICODE_STRING U&'d'",
            "QUOTED_IDENTIFIER U&\"e\"",
            "DOLLAR_STRING $$f'$$",
            "DOLLAR_STRING $t$g$$h$t$",
            "BIT B'01'",
            "HEX x'1F'",
            "NATIONAL_STRING N'i'",
            "QUOTED_IDENTIFIER \"j\"\"k\"");
  }

  @Test
  void anEscapeStringGoesOnInTheNextLine() {
    assertThat(lex(POSTGRESQL, "E'a' -- x\n 'b\\'c'"))
        .containsExactly("ESCAPE_STRING E'a'", "ESCAPE_STRING 'b\\'c'");
    assertThat(lex(POSTGRESQL, "'a'\n'b\\'")).containsExactly("STRING 'a'", "STRING 'b\\'");
    assertThat(lex(POSTGRESQL, "E'a' 'b\\'")).containsExactly("ESCAPE_STRING E'a'", "STRING 'b\\'");
  }

  @Test
  void postgreSqlOperators() {
    assertThat(
            lex(
                POSTGRESQL,
                "a=-5 @-b c::int <@ ->> #>> a=?AND j??'k' j ??| k @?? l $1 1..2 a[1:2]"))
        .containsExactly(
            "WORD a",
            "OPERATOR =",
            "OPERATOR -",
            "NUMBER 5",
            "OPERATOR @-",
            "WORD b",
            "WORD c",
            "OPERATOR ::",
            "WORD int",
            "OPERATOR <@",
            "OPERATOR ->>",
            "OPERATOR #>>",
            "WORD a",
            "OPERATOR =",
            "PARAMETER ?",
            "WORD AND",
            "WORD j",
            "OPERATOR ??",
            "STRING 'k'",
            "WORD j",
            "OPERATOR ??|",
            "WORD k",
            "OPERATOR @??",
            "WORD l",
            "NUMBERED_PARAMETER $1",
            "NUMBER 1",
            "DOT .",
            "NUMBER .2",
            "WORD a",
            "BRACKET_OPEN [",
            "NUMBER 1",
            "OPERATOR :",
            "NUMBER 2",
            "BRACKET_CLOSE ]");
    assertThat(lex(POSTGRESQL.withoutParameters(), "j ? 'k' @? ?|"))
        .containsExactly("WORD j", "OPERATOR ?", "STRING 'k'", "OPERATOR @?", "OPERATOR ?|");
  }

  @Test
  void postgreSqlCommentsNest() {
    String sql = "a /* b /* c */ d */ e*/*f*/g --h\ri";
    assertThat(lex(POSTGRESQL, sql))
        .containsExactly("WORD a", "WORD e", "OPERATOR *", "WORD g", "WORD i");
    assertThat(Lexer.lex(sql, POSTGRESQL).comments()).hasSize(3);
  }

  @Test
  void namesAreUnquotedAndFolded() {
    Tokens mysql = Lexer.lex("Abc `D``e`", MYSQL);
    assertThat(mysql.identifier(0)).isEqualTo("Abc");
    assertThat(mysql.identifier(1)).isEqualTo("D`e");
    Tokens postgresql = Lexer.lex("Abc \"D\"\"e\" U&\"d\\0061t\\+000061\"", POSTGRESQL);
    assertThat(postgresql.identifier(0)).isEqualTo("abc");
    assertThat(postgresql.identifier(1)).isEqualTo("D\"e");
    assertThat(postgresql.identifier(2)).isEqualTo("data");
  }

  @Test
  void bracketsKnowTheirPartner() {
    Tokens tokens = Lexer.lex("a ( b [ c ] ) ) (", MYSQL);
    assertThat(tokens.closing(1)).isEqualTo(6);
    assertThat(tokens.closing(6)).isEqualTo(1);
    assertThat(tokens.closing(3)).isEqualTo(5);
    assertThat(tokens.closing(7)).isEqualTo(-1);
    assertThat(tokens.closing(8)).isEqualTo(-1);
    assertThat(tokens.depth(4)).isEqualTo(2);
    assertThat(tokens.depth(6)).isZero();
  }

  @Test
  void wordsAreFoundAtTheirDepth() {
    Tokens tokens = Lexer.lex("SELECT (SELECT 1 FROM u) from t", MYSQL);
    assertThat(tokens.indexOfWord(0, "FROM", 0)).isEqualTo(7);
    assertThat(tokens.indexOfWord(2, "FROM", 1)).isEqualTo(4);
    assertThat(tokens.indexOfWord(5, "T", 1)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n 'b", "a\n \"b", "a\n `b", "a\n /*b", "a\n /*!b", "a\n X'b"})
  void whatHasNoEndIsRefusedWithItsPlaceOnMySql(String sql) {
    assertThatThrownBy(() -> Lexer.lex(sql, MYSQL))
        .isInstanceOfSatisfying(
            SqlSyntaxException.class,
            e -> {
              assertThat(e.line()).isEqualTo(2);
              assertThat(e.column()).isBetween(2, 3);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\n 'b", "a\n \"b", "a\n $$b", "a\n $t$b$$", "a\n /*b/**/", "a\n E'b\\'"})
  void whatHasNoEndIsRefusedWithItsPlaceOnPostgreSql(String sql) {
    assertThatThrownBy(() -> Lexer.lex(sql, POSTGRESQL))
        .isInstanceOfSatisfying(
            SqlSyntaxException.class,
            e -> {
              assertThat(e.line()).isEqualTo(2);
              assertThat(e.column()).isBetween(2, 3);
            });
  }
}
