package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a text into tokens by the engine's own rules, in one pass over its characters.
 *
 * <p>Each character belongs to one token, one comment or to white space. The lexer judges no
 * grammar: brackets may be unbalanced, and a character that the engine does not know is a token of
 * kind OTHER. What it refuses is a literal, name or comment without its end, because then nobody
 * can say where the statement ends.
 */
@SuppressWarnings("EnumOrdinal") // it never leaves the object
public abstract sealed class Lexer permits MySqlLexer, PostgreSqlLexer {
  final String text;
  final LexerRules rules;
  final int length;

  /** Where the next token starts. */
  int position;

  private int[] cells;
  private int size;
  private int[] open = new int[8];
  private int depth;
  private List<Token> comments = List.of();

  Lexer(String text, LexerRules rules) {
    this.text = text;
    this.rules = rules;
    this.length = text.length();
    this.cells = new int[(length / 5 + 12) * Tokens.STRIDE];
  }

  /**
   * The tokens of a text.
   *
   * @throws SqlSyntaxException where a literal, quoted name or comment has no end
   */
  public static Tokens lex(String text, LexerRules rules) {
    Lexer lexer =
        switch (rules.engine()) {
          case MYSQL -> new MySqlLexer(text, rules);
          case POSTGRESQL -> new PostgreSqlLexer(text, rules);
        };
    return lexer.run();
  }

  private Tokens run() {
    while (position < length) {
      char c = text.charAt(position);
      if (Characters.isSpace(c)) {
        position++;
      } else {
        scan(c);
      }
    }
    finish();
    return new Tokens(text, rules, cells, size, comments);
  }

  /** Scans the token or comment that starts with {@code c} at the position, and moves behind it. */
  abstract void scan(char c);

  /** Whether something is open at the end that is no bracket. */
  abstract void finish();

  /** Scans what both engines read alike. */
  final void scanCommon(char c) {
    int start = position;
    switch (c) {
      case '(' -> emit(TokenKind.OPEN, start, start + 1);
      case ')' -> emit(TokenKind.CLOSE, start, start + 1);
      case '[' -> emit(TokenKind.BRACKET_OPEN, start, start + 1);
      case ']' -> emit(TokenKind.BRACKET_CLOSE, start, start + 1);
      case '{' -> emit(TokenKind.BRACE_OPEN, start, start + 1);
      case '}' -> emit(TokenKind.BRACE_CLOSE, start, start + 1);
      case ',' -> emit(TokenKind.COMMA, start, start + 1);
      case '.' -> emit(TokenKind.DOT, start, start + 1);
      case ';' -> emit(TokenKind.SEMICOLON, start, start + 1);
      default -> emit(TokenKind.OTHER, start, start + 1);
    }
  }

  /** Adds a token and moves behind it. */
  final void emit(TokenKind kind, int start, int end) {
    int cell = size * Tokens.STRIDE;
    if (cell == cells.length) {
      cells = Arrays.copyOf(cells, cells.length * 2);
    }
    int partner = -1;
    int at = depth;
    if (kind.opens()) {
      if (depth == open.length) {
        open = Arrays.copyOf(open, depth * 2);
      }
      open[depth++] = size;
    } else if (kind.closes() && depth > 0) {
      int candidate = open[depth - 1] * Tokens.STRIDE;
      if (Tokens.KINDS[cells[candidate + 3] & 0xff].closer() == kind) {
        at = --depth;
        partner = open[depth];
        cells[candidate + 2] = size;
      }
    }
    cells[cell] = start;
    cells[cell + 1] = end;
    cells[cell + 2] = partner;
    cells[cell + 3] = at << 8 | kind.ordinal();
    size++;
    position = end;
  }

  /** Adds a comment and moves behind it. */
  final void comment(TokenKind kind, int start, int end) {
    if (comments.isEmpty()) {
      comments = new ArrayList<>();
    }
    comments.add(new Token(kind, start, end));
    position = end;
  }

  final boolean lastIs(TokenKind kind) {
    return size > 0 && (cells[(size - 1) * Tokens.STRIDE + 3] & 0xff) == kind.ordinal();
  }

  /** The offset after the last token; 0 where there is none. */
  final int lastEnd() {
    return size == 0 ? 0 : cells[(size - 1) * Tokens.STRIDE + 1];
  }

  /** The character {@code ahead} places from the position, or NUL past the end. */
  final char peek(int ahead) {
    int at = position + ahead;
    return at < length ? text.charAt(at) : '\0';
  }

  /**
   * The offset after a quoted text whose opening quote is at {@code quoteAt}; a doubled quote is
   * part of it.
   */
  final int endOfQuoted(int quoteAt, boolean backslash, String what) {
    char quote = text.charAt(quoteAt);
    int i = quoteAt + 1;
    while (i < length) {
      char c = text.charAt(i);
      if (c == quote) {
        if (i + 1 < length && text.charAt(i + 1) == quote) {
          i += 2;
        } else {
          return i + 1;
        }
      } else if (c == '\\' && backslash) {
        i += 2;
      } else {
        i++;
      }
    }
    throw SqlSyntaxException.at(text, quoteAt, "this " + what + " has no closing " + quote);
  }

  /** Where the comment ends that goes to the end of its line. */
  int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? length : end;
  }

  final int endOfDigits(int from) {
    int end = from;
    while (end < length && Characters.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /**
   * The offset after the fraction and exponent of a number whose whole part ends at {@code from}.
   */
  final int endOfFractionAndExponent(int from) {
    int end = from;
    if (end < length && text.charAt(end) == '.') {
      end = endOfDigits(end + 1);
    }
    return endOfExponent(end);
  }

  final int endOfExponent(int from) {
    if (from < length && (text.charAt(from) | 0x20) == 'e') {
      int digits = from + 1;
      if (digits < length && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
        digits++;
      }
      int end = endOfDigits(digits);
      if (end > digits) {
        return end;
      }
    }
    return from;
  }

  /** The end of a {@code ?}: in the text of a shape, digits follow it. */
  final int endOfParameter(int from) {
    return endOfDigits(from + 1);
  }

  final int endOfWord(int from) {
    int end = from;
    while (end < length && Characters.isWordPart(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
