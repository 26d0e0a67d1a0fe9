package io.canopydb.driver.parse;

/** A text that is no statement. Its message says what is wrong, without the place. */
public final class SqlSyntaxException extends RuntimeException {
  private final int line;
  private final int column;

  public SqlSyntaxException(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** The error at an offset of a text. */
  static SqlSyntaxException at(String text, int offset, String message) {
    int line = 1;
    int lineStart = 0;
    int end = Math.min(offset, text.length());
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new SqlSyntaxException(message, line, end - lineStart + 1);
  }

  /** The line of the error, from 1. */
  public int line() {
    return line;
  }

  /** The UTF-16 column of the error in its line, from 1. */
  public int column() {
    return column;
  }
}
