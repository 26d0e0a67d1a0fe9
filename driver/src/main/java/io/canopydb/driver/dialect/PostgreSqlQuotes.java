package io.canopydb.driver.dialect;

/** How PostgreSQL writes names and texts; see {@link Dialect}. */
final class PostgreSqlQuotes {
  private PostgreSqlQuotes() {}

  static String name(String name) {
    return '"' + Dialect.withoutNul(name).replace("\"", "\"\"") + '"';
  }

  /**
   * A text. One with a backslash is written as {@code E'..'}, which means the same whether
   * standard_conforming_strings is on or off.
   */
  static String text(String text) {
    String doubled = Dialect.withoutNul(text).replace("'", "''");
    return doubled.indexOf('\\') < 0
        ? '\'' + doubled + '\''
        : "E'" + doubled.replace("\\", "\\\\") + '\'';
  }
}
