package io.canopydb.driver.parse;

import io.canopydb.metadata.model.Engine;
import java.util.Set;
import net.sf.jsqlparser.parser.AbstractJSqlParser.AdjacentStringLiterals;
import net.sf.jsqlparser.parser.AbstractJSqlParser.Dialect;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The only way to JSQLParser. It parses in the calling thread, in simple mode first, and never more
 * or less than the one statement of the text.
 */
public final class JSqlParserFront {
  /** The kind of the token at the end of the text. */
  private static final int EOF = 0;

  /** Deeper brackets are refused: the parser's time grows by the cube of their depth. */
  private static final int DEEPEST = 500;

  private JSqlParserFront() {}

  /** Parses one statement, which may be the text of a {@link Shape}. */
  public static ParsedStatement parse(String text, LexerRules rules) {
    return parse(Lexer.lex(text, rules));
  }

  /**
   * Parses one statement that is lexed already.
   *
   * @throws SqlSyntaxException where the parser does not know the statement, with the place where
   *     it gave up; and where another statement follows
   */
  public static ParsedStatement parse(Tokens tokens) {
    Tokens statement = withoutClosingSemicolons(tokens);
    for (int i = 0; i < statement.size(); i++) {
      if (statement.depth(i) > DEEPEST) {
        throw nestedTooDeeply(statement, i);
      }
    }
    Set<PruningHazard> hazards = PruningHazards.in(statement);
    PreParse preParse = PreParse.forParser(statement);
    try {
      CCJSqlParser parser = parser(preParse.text(), tokens.rules(), false);
      Statement tree = run(parser, statement);
      return new ParsedStatement(
          tree, parser.getASTRoot(), hazards.isEmpty(), hazards, preParse.forms());
    } catch (SqlSyntaxException simple) {
      try {
        CCJSqlParser parser = parser(preParse.text(), tokens.rules(), true);
        Statement tree = run(parser, statement);
        return new ParsedStatement(tree, parser.getASTRoot(), false, hazards, preParse.forms());
      } catch (SqlSyntaxException alsoComplex) {
        // Both modes gave up. What the simple one says is nearer to the mistake.
        throw simple;
      }
    }
  }

  private static Tokens withoutClosingSemicolons(Tokens tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isKind(i, TokenKind.SEMICOLON)) {
        for (int k = i + 1; k < tokens.size(); k++) {
          if (!tokens.isKind(k, TokenKind.SEMICOLON)) {
            throw tokens.errorAt(k, "another statement follows the first one");
          }
        }
        return Lexer.lex(tokens.text().substring(0, tokens.start(i)), tokens.rules());
      }
    }
    return tokens;
  }

  private static CCJSqlParser parser(String text, LexerRules rules, boolean complex) {
    boolean mySql = rules.engine() == Engine.MYSQL;
    return new CCJSqlParser(new StringProvider(text))
        .withDialect(mySql ? Dialect.MYSQL : Dialect.POSTGRESQL)
        .withAllowComplexParsing(complex)
        .withHashLineComments(mySql)
        .withSquareBracketQuotation(false)
        .withBackslashEscapeCharacter(!rules.noBackslashEscapes())
        .withDoubleQuotedStrings(!rules.ansiQuotes())
        .withDollarQuotedStringTags(!mySql)
        .withAdjacentStringLiterals(
            mySql ? AdjacentStringLiterals.WHITESPACE : AdjacentStringLiterals.NEWLINE);
  }

  private static Statement run(CCJSqlParser parser, Tokens tokens) {
    try {
      Statement statement = parser.Statement();
      Token next = parser.getNextToken();
      if (next.kind != EOF) {
        throw unexpected(tokens, next);
      }
      return statement;
    } catch (ParseException e) {
      throw unexpected(tokens, e.currentToken == null ? null : e.currentToken.next);
    } catch (TokenMgrException e) {
      throw unexpected(tokens, parser.token == null ? null : parser.token.next);
    } catch (StackOverflowError e) {
      throw nestedTooDeeply(tokens, 0);
    }
  }

  private static SqlSyntaxException nestedTooDeeply(Tokens tokens, int i) {
    return tokens.errorAt(i, "the statement is nested too deeply");
  }

  private static SqlSyntaxException unexpected(Tokens tokens, @Nullable Token token) {
    if (token == null || token.kind == EOF) {
      return tokens.errorAt(tokens.size(), "the statement ends where more is expected");
    }
    return SqlSyntaxException.at(
        tokens.text(), token.absoluteBegin - 1, "'" + token.image + "' is not expected here");
  }
}
