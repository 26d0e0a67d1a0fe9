package io.canopydb.driver.parse;

import io.canopydb.metadata.model.Engine;
import java.util.Set;
import net.sf.jsqlparser.parser.AbstractJSqlParser.AdjacentStringLiterals;
import net.sf.jsqlparser.parser.AbstractJSqlParser.Dialect;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.Node;
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

  private static final String TOO_DEEP = "the statement is nested too deeply";

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
        throw statement.errorAt(i, TOO_DEEP);
      }
    }
    Set<PruningHazard> hazards = PruningHazards.in(statement);
    PreParse preParse = PreParse.forParser(statement);
    LexerRules rules = tokens.rules();
    try {
      Tree tree = read(preParse.text(), rules);
      return new ParsedStatement(
          tree.statement(),
          tree.root(),
          hazards.isEmpty() && !tree.complex(),
          hazards,
          preParse.forms());
    } catch (Unread unread) {
      ParsedStatement mended = mended(statement, preParse, hazards, unread);
      if (mended == null) {
        throw unread.in(statement);
      }
      return mended;
    }
  }

  /** A text whose unreadable expressions are made opaque; null where that is of no help. */
  private static @Nullable ParsedStatement mended(
      Tokens tokens, PreParse preParse, Set<PruningHazard> hazards, Unread first) {
    LexerRules rules = tokens.rules();
    OpaqueExpressions opaque =
        new OpaqueExpressions(tokens, preParse.text(), sql -> isRead(sql, rules));
    Unread last = first;
    for (int round = 0; round < OpaqueExpressions.ROUNDS; round++) {
      PatchedText text = opaque.mended();
      if (text.changed()) {
        try {
          Tree tree = read(text.text(), rules);
          tree.place(text);
          return new ParsedStatement(
              tree.statement(),
              tree.root(),
              hazards.isEmpty() && !tree.complex(),
              hazards,
              preParse.forms());
        } catch (Unread unread) {
          last = unread.through(text);
        }
      }
      if (last.offset() < 0 || !opaque.gaveUpAt(last.offset())) {
        return null;
      }
    }
    return null;
  }

  private static boolean isRead(String sql, LexerRules rules) {
    try {
      read(sql, rules);
      return true;
    } catch (Unread unread) {
      return false;
    }
  }

  /**
   * What the parser made of a text.
   *
   * @param complex whether its complex mode was needed
   */
  private record Tree(Statement statement, Node root, Token first, boolean complex) {

    /** Moves the tokens to the places of the text that this one was made of. */
    void place(PatchedText text) {
      for (Token token = first; token != null; token = token.next) {
        int start = text.startInSource(token.absoluteBegin - 1);
        token.absoluteEnd = text.endInSource(token.absoluteEnd - 1) + 1;
        token.absoluteBegin = start + 1;
      }
    }
  }

  /** Reads a text in simple mode, else in complex mode. */
  private static Tree read(String text, LexerRules rules) throws Unread {
    try {
      return read(text, rules, false);
    } catch (Unread simple) {
      try {
        return read(text, rules, true);
      } catch (Unread alsoComplex) {
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

  private static Tree read(String text, LexerRules rules, boolean complex) throws Unread {
    CCJSqlParser parser = parser(text, rules, complex);
    try {
      Token first = parser.getToken(1);
      Statement statement = parser.Statement();
      Token next = parser.getNextToken();
      if (next.kind != EOF) {
        throw Unread.at(next);
      }
      return new Tree(statement, parser.getASTRoot(), first, complex);
    } catch (ParseException e) {
      throw Unread.at(e.currentToken == null ? null : e.currentToken.next);
    } catch (TokenMgrException e) {
      throw Unread.at(parser.token == null ? null : parser.token.next);
    } catch (StackOverflowError e) {
      throw new Unread(-1, TOO_DEEP);
    }
  }

  /** That the parser does not read a text. */
  private static final class Unread extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * @param offset where it gave up; negative where it does not know
     */
    Unread(int offset, String message) {
      super(message, null, false, false);
      this.offset = offset;
    }

    static Unread at(@Nullable Token token) {
      return token == null || token.kind == EOF
          ? new Unread(Integer.MAX_VALUE, "the statement ends where more is expected")
          : new Unread(token.absoluteBegin - 1, "'" + token.image + "' is not expected here");
    }

    int offset() {
      return offset;
    }

    Unread through(PatchedText text) {
      return offset < 0 || offset == Integer.MAX_VALUE
          ? this
          : new Unread(text.startInSource(offset), getMessage());
    }

    SqlSyntaxException in(Tokens tokens) {
      return SqlSyntaxException.at(tokens.text(), Math.max(0, offset), getMessage());
    }
  }
}
