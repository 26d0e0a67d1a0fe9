package io.canopydb.driver.parse;

/**
 * MySQL's lexical rules: a name may start with a digit, {@code --} starts a comment only before a
 * blank, comments do not nest, and what stands in {@code /*! ... *}{@code /} is code.
 */
final class MySqlLexer extends Lexer {
  private static final int NONE = -1;

  private final boolean backslash;

  /** Where the open executable comment starts, or NONE. */
  private int executable = NONE;

  MySqlLexer(String text, LexerRules rules) {
    super(text, rules);
    this.backslash = !rules.noBackslashEscapes();
  }

  @Override
  void scan(char c) {
    int start = position;
    if (Characters.isWordStart(c) || c == '$') {
      word(c);
      return;
    }
    if (Characters.isDigit(c)) {
      number();
      return;
    }
    switch (c) {
      case '\'' -> emit(TokenKind.STRING, start, endOfQuoted(start, backslash, "string"));
      case '"' -> {
        if (rules.ansiQuotes()) {
          emit(TokenKind.QUOTED_IDENTIFIER, start, endOfQuoted(start, false, "name"));
        } else {
          emit(TokenKind.STRING, start, endOfQuoted(start, backslash, "string"));
        }
      }
      case '`' -> emit(TokenKind.QUOTED_IDENTIFIER, start, endOfQuoted(start, false, "name"));
      case '?' -> emit(TokenKind.PARAMETER, start, endOfParameter(start));
      case '.' -> dot();
      case '@' -> variable();
      case '#' -> comment(TokenKind.COMMENT, start, endOfLine(start));
      case '-' -> {
        if (peek(1) == '-' && isCommentBlank(start + 2)) {
          comment(TokenKind.COMMENT, start, endOfLine(start));
        } else {
          operator(c);
        }
      }
      case '/' -> {
        if (peek(1) == '*') {
          blockComment();
        } else {
          operator(c);
        }
      }
      case '*' -> {
        if (executable != NONE && peek(1) == '/') {
          executable = NONE;
          emit(TokenKind.EXECUTABLE_COMMENT_CLOSE, start, start + 2);
        } else {
          operator(c);
        }
      }
      case '+', '%', '^', '~', '<', '>', '=', '!', '|', '&', ':' -> operator(c);
      default -> scanCommon(c);
    }
  }

  @Override
  void finish() {
    if (executable != NONE) {
      throw SqlSyntaxException.at(text, executable, "this comment has no closing */");
    }
  }

  private void word(char c) {
    int start = position;
    if (peek(1) == '\'') {
      switch (c | 0x20) {
        case 'n' -> {
          emit(TokenKind.NATIONAL_STRING, start, endOfQuoted(start + 1, backslash, "string"));
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
    }
    emit(TokenKind.WORD, start, endOfWord(start));
  }

  /** A number, or a name that starts with a digit. */
  private void number() {
    int start = position;
    if (text.charAt(start) == '0' && (peek(1) == 'x' || peek(1) == 'b')) {
      boolean hex = peek(1) == 'x';
      int end = start + 2;
      while (end < length
          && (hex
              ? Characters.isHexDigit(text.charAt(end))
              : text.charAt(end) == '0' || text.charAt(end) == '1')) {
        end++;
      }
      if (end > start + 2 && (end == length || !Characters.isWordPart(text.charAt(end)))) {
        emit(hex ? TokenKind.HEX : TokenKind.BIT, start, end);
        return;
      }
    }
    int end = endOfDigits(start);
    if (end == length || !Characters.isWordPart(text.charAt(end))) {
      emit(TokenKind.NUMBER, start, endOfFractionAndExponent(end));
      return;
    }
    int exponent = endOfExponent(end);
    if (exponent > end) {
      emit(TokenKind.NUMBER, start, exponent);
    } else {
      emit(TokenKind.WORD, start, endOfWord(end));
    }
  }

  /** A dot after a name, with the name behind it, which may be of digits; or a number's start. */
  private void dot() {
    int start = position;
    boolean afterName =
        lastEnd() == start && (lastIs(TokenKind.WORD) || lastIs(TokenKind.QUOTED_IDENTIFIER));
    if (!afterName && Characters.isDigit(peek(1))) {
      emit(TokenKind.NUMBER, start, endOfFractionAndExponent(start));
      return;
    }
    emit(TokenKind.DOT, start, start + 1);
    if (afterName && position < length && Characters.isWordPart(text.charAt(position))) {
      emit(TokenKind.WORD, position, endOfWord(position));
    }
  }

  private void variable() {
    int start = position;
    boolean system = peek(1) == '@';
    int end = endOfVariablePart(start + (system ? 2 : 1), system);
    while (system && end < length && text.charAt(end) == '.') {
      int next = endOfVariablePart(end + 1, true);
      if (next == end + 1) {
        break;
      }
      end = next;
    }
    emit(TokenKind.VARIABLE, start, end);
  }

  private int endOfVariablePart(int from, boolean system) {
    if (from < length) {
      char c = text.charAt(from);
      if (c == '`') {
        return endOfQuoted(from, false, "name");
      }
      if (c == '\'' || c == '"') {
        return system ? from : endOfQuoted(from, backslash, "name");
      }
    }
    int end = from;
    while (end < length
        && (Characters.isWordPart(text.charAt(end)) || (!system && text.charAt(end) == '.'))) {
      end++;
    }
    return end;
  }

  private boolean isCommentBlank(int at) {
    return at >= length || text.charAt(at) <= ' ' || text.charAt(at) == 0x7f;
  }

  private void blockComment() {
    int start = position;
    if (peek(2) == '!' && executable == NONE) {
      int end = start + 3;
      int digits = 0;
      while (digits < 6 && end < length && Characters.isDigit(text.charAt(end))) {
        end++;
        digits++;
      }
      // The version has five or six digits; fewer belong to the code.
      if (digits < 5) {
        end = start + 3;
      }
      executable = start;
      emit(TokenKind.EXECUTABLE_COMMENT_OPEN, start, end);
      return;
    }
    int close = text.indexOf("*/", start + 2);
    if (close < 0) {
      throw SqlSyntaxException.at(text, start, "this comment has no closing */");
    }
    TokenKind kind = peek(2) == '+' ? TokenKind.HINT : TokenKind.COMMENT;
    comment(kind, start, close + 2);
  }

  private void operator(char c) {
    int start = position;
    char next = peek(1);
    int width =
        switch (c) {
          case '<' -> next == '=' ? (peek(2) == '>' ? 3 : 2) : next == '>' || next == '<' ? 2 : 1;
          case '>' -> next == '=' || next == '>' ? 2 : 1;
          case '!', ':' -> next == '=' ? 2 : 1;
          case '|' -> next == '|' ? 2 : 1;
          case '&' -> next == '&' ? 2 : 1;
          case '-' -> next == '>' ? (peek(2) == '>' ? 3 : 2) : 1;
          default -> 1;
        };
    emit(TokenKind.OPERATOR, start, start + width);
  }
}
