package io.canopydb.driver.parse;

/**
 * PostgreSQL's lexical rules, with standard_conforming_strings on: comments nest, operators are
 * runs of operator characters, and strings come in five forms.
 *
 * <p>A {@code ?} is read as pgjdbc reads it: where there are parameters, each {@code ?} is one, and
 * {@code ??} is the operator {@code ?}, also as part of a longer one such as {@code ??|}.
 */
final class PostgreSqlLexer extends Lexer {
  private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`?";

  /** An operator may end in + or - only if it has one of these; scan.l of PostgreSQL says so. */
  private static final String FREE_CHARACTERS = "~!@#%^&|`?";

  PostgreSqlLexer(String text, LexerRules rules) {
    super(text, rules);
  }

  @Override
  void scan(char c) {
    int start = position;
    if (Characters.isWordStart(c)) {
      word(c);
      return;
    }
    if (Characters.isDigit(c)) {
      number();
      return;
    }
    switch (c) {
      case '\'' -> {
        boolean escape = continuesEscapeString(start);
        emit(
            escape ? TokenKind.ESCAPE_STRING : TokenKind.STRING,
            start,
            endOfQuoted(start, escape, "string"));
      }
      case '"' -> emit(TokenKind.QUOTED_IDENTIFIER, start, endOfQuoted(start, false, "name"));
      case '$' -> dollar();
      case '.' -> {
        if (Characters.isDigit(peek(1))) {
          emit(TokenKind.NUMBER, start, endOfFractionAndExponent(start));
        } else {
          scanCommon(c);
        }
      }
      case ':' -> {
        char next = peek(1);
        emit(TokenKind.OPERATOR, start, start + (next == ':' || next == '=' ? 2 : 1));
      }
      case '-' -> {
        if (peek(1) == '-') {
          comment(TokenKind.COMMENT, start, endOfLine(start));
        } else {
          operator();
        }
      }
      case '/' -> {
        if (peek(1) == '*') {
          blockComment();
        } else {
          operator();
        }
      }
      case '?' -> {
        if (rules.parameters() && peek(1) != '?') {
          emit(TokenKind.PARAMETER, start, endOfParameter(start));
        } else {
          operator();
        }
      }
      default -> {
        if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
          operator();
        } else {
          scanCommon(c);
        }
      }
    }
  }

  @Override
  void finish() {}

  @Override
  int endOfLine(int from) {
    int end = from;
    while (end < length && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private void word(char c) {
    int start = position;
    char next = peek(1);
    if (next == '\'') {
      switch (c | 0x20) {
        case 'e' -> {
          emit(TokenKind.ESCAPE_STRING, start, endOfQuoted(start + 1, true, "string"));
          return;
        }
        case 'n' -> {
          emit(TokenKind.NATIONAL_STRING, start, endOfQuoted(start + 1, false, "string"));
          return;
        }
        case 'x' -> {
          emit(TokenKind.HEX, start, endOfQuoted(start + 1, false, "literal"));
          return;
        }
        case 'b' -> {
          emit(TokenKind.BIT, start, endOfQuoted(start + 1, false, "literal"));
          return;
        }
        default -> {}
      }
    } else if (next == '&' && (c | 0x20) == 'u') {
      if (peek(2) == '\'') {
        emit(TokenKind.UNICODE_STRING, start, endOfQuoted(start + 2, false, "string"));
        return;
      }
      if (peek(2) == '"') {
        emit(TokenKind.QUOTED_IDENTIFIER, start, endOfQuoted(start + 2, false, "name"));
        return;
      }
    }
    emit(TokenKind.WORD, start, endOfWord(start));
  }

  /**
   * Whether the string at {@code start} goes on an escape string: only white space with a line
   * break, and comments to the end of a line, stand between the two. It then has its escapes too.
   */
  private boolean continuesEscapeString(int start) {
    if (!lastIs(TokenKind.ESCAPE_STRING)) {
      return false;
    }
    boolean lineBreak = false;
    int i = lastEnd();
    while (i < start) {
      char c = text.charAt(i);
      if (c == '-') {
        i = endOfLine(i);
      } else if (Characters.isSpace(c)) {
        lineBreak |= c == '\n' || c == '\r';
        i++;
      } else {
        return false;
      }
    }
    return lineBreak;
  }

  private void number() {
    int start = position;
    if (text.charAt(start) == '0') {
      int radix =
          switch (peek(1) | 0x20) {
            case 'x' -> 16;
            case 'o' -> 8;
            case 'b' -> 2;
            default -> 10;
          };
      if (radix != 10) {
        int end = start + 2;
        while (end < length
            && (text.charAt(end) == '_' || Character.digit(text.charAt(end), radix) >= 0)) {
          end++;
        }
        if (end > start + 2) {
          emit(TokenKind.NUMBER, start, end);
          return;
        }
      }
    }
    int end = endOfGroupedDigits(start);
    if (end < length && text.charAt(end) == '.') {
      // 1..10 is two bounds of a loop or slice, not a number that ends in a dot
      if (end + 1 < length && text.charAt(end + 1) == '.') {
        emit(TokenKind.NUMBER, start, end);
        return;
      }
      end = endOfGroupedDigits(end + 1);
    }
    emit(TokenKind.NUMBER, start, endOfExponent(end));
  }

  /** Digits, with single underscores between them. */
  private int endOfGroupedDigits(int from) {
    int end = endOfDigits(from);
    while (end > from
        && end + 1 < length
        && text.charAt(end) == '_'
        && Characters.isDigit(text.charAt(end + 1))) {
      end = endOfDigits(end + 1);
    }
    return end;
  }

  /** {@code $1}, {@code $$...$$} or {@code $tag$...$tag$}. */
  private void dollar() {
    int start = position;
    if (Characters.isDigit(peek(1))) {
      emit(TokenKind.NUMBERED_PARAMETER, start, endOfDigits(start + 1));
      return;
    }
    int tagEnd = start + 1;
    if (tagEnd < length && Characters.isWordStart(text.charAt(tagEnd))) {
      while (tagEnd < length
          && text.charAt(tagEnd) != '$'
          && Characters.isWordPart(text.charAt(tagEnd))) {
        tagEnd++;
      }
    }
    if (tagEnd == length || text.charAt(tagEnd) != '$') {
      scanCommon('$');
      return;
    }
    String tag = text.substring(start, tagEnd + 1);
    int close = text.indexOf(tag, tagEnd + 1);
    if (close < 0) {
      throw SqlSyntaxException.at(text, start, "this string has no closing " + tag);
    }
    emit(TokenKind.DOLLAR_STRING, start, close + tag.length());
  }

  private void blockComment() {
    int start = position;
    int open = 1;
    int i = start + 2;
    while (open > 0) {
      if (i + 1 >= length) {
        throw SqlSyntaxException.at(text, start, "this comment has no closing */");
      }
      char c = text.charAt(i);
      char next = text.charAt(i + 1);
      if (c == '/' && next == '*') {
        open++;
        i += 2;
      } else if (c == '*' && next == '/') {
        open--;
        i += 2;
      } else {
        i++;
      }
    }
    comment(peek(2) == '+' ? TokenKind.HINT : TokenKind.COMMENT, start, i);
  }

  private void operator() {
    int start = position;
    boolean free = false;
    int end = start;
    while (end < length) {
      char c = text.charAt(end);
      if (OPERATOR_CHARACTERS.indexOf(c) < 0) {
        break;
      }
      char next = end + 1 < length ? text.charAt(end + 1) : '\0';
      if ((c == '-' && next == '-') || (c == '/' && next == '*')) {
        break;
      }
      if (c == '?' && rules.parameters()) {
        if (next != '?') {
          break;
        }
        end++;
      }
      free |= FREE_CHARACTERS.indexOf(c) >= 0;
      end++;
    }
    if (!free) {
      while (end > start + 1 && (text.charAt(end - 1) == '+' || text.charAt(end - 1) == '-')) {
        end--;
      }
    }
    emit(TokenKind.OPERATOR, start, end);
  }
}
