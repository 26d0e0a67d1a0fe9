package io.canopydb.driver.dialect;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How MySQL writes names and texts; see {@link Dialect}. */
final class MySqlQuotes {
  private MySqlQuotes() {}

  static String name(String name) {
    return '`' + Dialect.withoutNul(name).replace("`", "``") + '`';
  }

  /**
   * A text. Whether a backslash escapes depends on the session (NO_BACKSLASH_ESCAPES), so a text
   * that has one is written by its bytes. That form is a character literal like any other, but in
   * the default collation of utf8mb4 where the plain form has that of the connection, and the
   * grammar does not take it as a COMMENT.
   */
  static String text(String text) {
    if (text.indexOf('\\') < 0) {
      return '\'' + text.replace("'", "''") + '\'';
    }
    return "_utf8mb4 x'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + '\'';
  }
}
