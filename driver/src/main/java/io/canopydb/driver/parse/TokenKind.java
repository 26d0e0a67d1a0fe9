package io.canopydb.driver.parse;

/** The kinds of token of both engines. */
public enum TokenKind {
  /** A keyword or an unquoted name. */
  WORD,
  /** {@code "name"}, {@code `name`} or PostgreSQL's {@code U&"name"}. */
  QUOTED_IDENTIFIER,
  /** A plain string: {@code 'text'}, and MySQL's {@code "text"} unless ANSI_QUOTES is set. */
  STRING,
  /** {@code N'text'}. */
  NATIONAL_STRING,
  /** PostgreSQL's {@code E'text'}, and what continues it on the next line. */
  ESCAPE_STRING,
  /** PostgreSQL's {@code U&'text'}. */
  UNICODE_STRING,
  /** PostgreSQL's {@code $tag$text$tag$}. */
  DOLLAR_STRING,
  /** {@code X'1F'}, and MySQL's {@code 0x1F}. */
  HEX,
  /** {@code B'01'}, and MySQL's {@code 0b01}. */
  BIT,
  /** A number without a sign. */
  NUMBER,
  /** {@code ?}, and {@code ?1} in the text of a {@link Shape}. */
  PARAMETER,
  /** PostgreSQL's {@code $1}. */
  NUMBERED_PARAMETER,
  /** MySQL's {@code @x}, {@code @`x`}, {@code @'x'} and {@code @@global.x}. */
  VARIABLE,
  OPERATOR,
  /** An opening parenthesis. */
  OPEN,
  /** A closing parenthesis. */
  CLOSE,
  BRACKET_OPEN,
  BRACKET_CLOSE,
  /** The start of a JDBC escape such as <code>{d '2026-01-01'}</code>. */
  BRACE_OPEN,
  BRACE_CLOSE,
  COMMA,
  DOT,
  SEMICOLON,
  /** A comment, which is kept apart from the tokens. */
  COMMENT,
  /** {@code /*+ ... *}{@code /}, which is kept apart from the tokens. */
  HINT,
  /** {@code /*!} or {@code /*!80000}: MySQL executes what follows. */
  EXECUTABLE_COMMENT_OPEN,
  EXECUTABLE_COMMENT_CLOSE,
  /** A character that belongs to no token of the engine. */
  OTHER;

  /** Whether this is a text literal of any form. */
  public boolean isString() {
    return switch (this) {
      case STRING, NATIONAL_STRING, ESCAPE_STRING, UNICODE_STRING, DOLLAR_STRING -> true;
      default -> false;
    };
  }

  boolean opens() {
    return this == OPEN || this == BRACKET_OPEN || this == BRACE_OPEN;
  }

  boolean closes() {
    return this == CLOSE || this == BRACKET_CLOSE || this == BRACE_CLOSE;
  }

  TokenKind closer() {
    return switch (this) {
      case OPEN -> CLOSE;
      case BRACKET_OPEN -> BRACKET_CLOSE;
      case BRACE_OPEN -> BRACE_CLOSE;
      default -> throw new IllegalStateException(this + " opens nothing");
    };
  }
}
