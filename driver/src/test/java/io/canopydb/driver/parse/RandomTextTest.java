package io.canopydb.driver.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever the text, it is cut into tokens without a gap, or refused as a syntax error. */
class RandomTextTest {
  /** What may leave a literal, name or comment open, so that most texts with it are refused. */
  private static final String[] OPENING = {
    "'", "\"", "`", "\\", "$$", "$t$", "@", "/*", "/*!", "/*+", "b'", "x'", "N'", "E'", "U&'",
    "U&\"", "\u0000", "\u00a0", "\uD83D", "0xg", "1e"
  };

  private static final String[] PLAIN = {
    "'a''b'",
    "'c\\'d'",
    "\"e\"",
    "`f`",
    "$$g$$",
    "$t$ ' $t$",
    "E'h\\n'",
    "N'i'",
    "x'1F'",
    "/* j */",
    "/*+ k */",
    "-- l\n",
    "# m\n",
    "/*!80030 n */",
    "''",
    "$",
    "?",
    "$1",
    ":",
    "::",
    ":=",
    "--",
    "#",
    "*/",
    "(",
    ")",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ";",
    ",",
    ".",
    "+",
    "-",
    "*",
    "=",
    "<=>",
    "||",
    "&&",
    "->",
    "->>",
    "!",
    "~",
    "|/",
    "\n",
    "\r\n",
    " ",
    "\t",
    "é",
    "\uD83D\uDE00",
    "0",
    "1.5",
    "0x1f",
    "@v",
    "_utf8mb4",
    "SELECT",
    "FROM",
    "a",
    "WHERE",
    "AND",
    "OR",
    "BETWEEN",
    "IN",
    "INSERT INTO a",
    "VALUES",
    "UPDATE",
    "SET",
    "CREATE PROCEDURE p()",
    "BEGIN",
    "END",
    "ATOMIC",
    "CASE",
    "IF",
    "LIMIT",
    "ON DUPLICATE KEY",
    "WITH",
    "AS",
    "OVER",
    "GROUP BY",
    "IS",
    "JSON"
  };

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.frequencyOf(
            Tuple.of(25, Arbitraries.of(PLAIN)), Tuple.of(1, Arbitraries.of(OPENING)))
        .list()
        .ofMaxSize(25)
        .flatMap(pieces -> Arbitraries.of(String.join("", pieces), String.join(" ", pieces)));
  }

  @Provide
  Arbitrary<LexerRules> rules() {
    return Arbitraries.of(
        LexerRules.mysql(),
        LexerRules.mysql(true, false),
        LexerRules.mysql(false, true),
        LexerRules.postgresql(),
        LexerRules.postgresql().withoutParameters());
  }

  @Property
  void tokensAndCommentsTileTheText(@ForAll("text") String sql, @ForAll("rules") LexerRules rules) {
    Tokens tokens;
    try {
      tokens = Lexer.lex(sql, rules);
    } catch (SqlSyntaxException e) {
      return;
    }
    List<Token> all = new ArrayList<>(tokens.toList());
    all.addAll(tokens.comments());
    all.sort(Comparator.comparingInt(Token::start));
    int at = 0;
    for (Token token : all) {
      assertThat(token.end()).isGreaterThan(token.start());
      assertThat(sql.substring(at, token.start())).matches("[ \\t-\\r]*");
      at = token.end();
    }
    assertThat(sql.substring(at)).matches("[ \\t-\\r]*");
  }

  @Property
  void bracketsLieAsTheirPartnersSay(
      @ForAll("text") String sql, @ForAll("rules") LexerRules rules) {
    Tokens tokens;
    try {
      tokens = Lexer.lex(sql, rules);
    } catch (SqlSyntaxException e) {
      return;
    }
    for (int i = 0; i < tokens.size(); i++) {
      int partner = tokens.closing(i);
      if (partner >= 0) {
        assertThat(tokens.closing(partner)).isEqualTo(i);
        assertThat(tokens.depth(partner)).isEqualTo(tokens.depth(i));
        for (int k = Math.min(i, partner) + 1; k < Math.max(i, partner); k++) {
          assertThat(tokens.depth(k)).isGreaterThan(tokens.depth(i));
        }
      }
    }
  }

  @Property
  void statementsLieInOrderAndHaveNoSemicolonAround(
      @ForAll("text") String sql, @ForAll("rules") LexerRules rules) {
    List<Span> spans = answerOf(() -> StatementSplitter.spans(Lexer.lex(sql, rules)));
    int at = 0;
    for (Span span : spans) {
      assertThat(span.start()).isGreaterThanOrEqualTo(at);
      assertThat(span.of(sql)).isEqualTo(span.of(sql).strip()).doesNotStartWith(";");
      at = span.end();
    }
  }

  @Property
  void theShapeSaysWhatTheTextSaid(@ForAll("text") String sql, @ForAll("rules") LexerRules rules) {
    List<Shape> shapes = answerOf(() -> List.of(Shape.of(sql, rules)));
    for (Shape shape : shapes) {
      if (shape.rows().count() == 0 && rules.parameters()) {
        assertThat(withSlots(shape, rules)).isEqualToIgnoringWhitespace(sql);
      }
    }
  }

  /** The text of a shape with what the user wrote in its slots. */
  private static String withSlots(Shape shape, LexerRules rules) {
    Tokens tokens = Lexer.lex(shape.text(), rules);
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isKind(i, TokenKind.PARAMETER)) {
        out.append(shape.text(), at, tokens.start(i));
        out.append(shape.slots().get(Integer.parseInt(tokens.text(i).substring(1)) - 1).sql());
        at = tokens.end(i);
      }
    }
    return out.append(shape.text().substring(at)).toString();
  }

  @Property
  void whateverReadsTokensRefusesAsASyntaxError(
      @ForAll("text") String sql, @ForAll("rules") LexerRules rules) {
    Function<Tokens, Object> classify =
        tokens -> tokens.isEmpty() ? "" : StatementClassifier.classify(tokens);
    for (Function<Tokens, Object> reader :
        List.<Function<Tokens, Object>>of(
            classify, InsertText::of, PruningHazards::in, tokens -> PreParse.forParser(tokens))) {
      answerOf(() -> List.of(reader.apply(Lexer.lex(sql, rules))));
    }
  }

  @Property(tries = 300)
  void theParserRefusesAsASyntaxError(
      @ForAll("text") String sql, @ForAll("rules") LexerRules rules) {
    answerOf(() -> List.of(JSqlParserFront.parse("SELECT * FROM a WHERE " + sql, rules)));
    answerOf(() -> List.of(JSqlParserFront.parse(sql, rules)));
  }

  @Property
  void whatTheParserGetsHasTheLengthAndLinesOfTheText(
      @ForAll("text") String sql, @ForAll Engine engine) {
    for (PreParse parse :
        answerOf(() -> List.of(PreParse.forParser(Lexer.lex(sql, LexerRules.of(engine)))))) {
      assertThat(parse.text()).hasSameSizeAs(sql);
    }
  }

  /** The answer; nothing where the text is refused. */
  private static <T> List<T> answerOf(java.util.function.Supplier<List<T>> reader) {
    try {
      return reader.get();
    } catch (SqlSyntaxException e) {
      return List.of();
    }
  }
}
