package io.canopydb.driver.parse;

import java.util.Locale;

/** The names of MySQL's user variables. */
public final class UserVariable {
  private UserVariable() {}

  /** Whether a token is a user variable, and not one of the server's. */
  static boolean is(Tokens tokens, int i) {
    return tokens.isKind(i, TokenKind.VARIABLE) && !tokens.text(i).startsWith("@@");
  }

  /** The one name of {@code @a}, {@code @A} and {@code @`a`}: {@code @a}. */
  public static String name(String written) {
    boolean quoted = written.length() > 2 && "`'\"".indexOf(written.charAt(1)) >= 0;
    String name =
        quoted ? Literals.plain(written, 1, written.length(), false) : written.substring(1);
    return '@' + name.toLowerCase(Locale.ROOT);
  }
}
