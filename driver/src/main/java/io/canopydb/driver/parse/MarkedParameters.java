package io.canopydb.driver.parse;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a statement that is run in pieces. */
public final class MarkedParameters {
  private MarkedParameters() {}

  /**
   * Those of the statement's parameters whose marks stand between two tokens.
   *
   * @param to the token after the last
   * @param parameters all of the statement's, in order
   */
  public static <T extends @Nullable Object> List<T> between(
      Tokens tokens, int from, int to, T[] parameters) {
    return Arrays.asList(parameters).subList(before(tokens, from), before(tokens, to));
  }

  private static int before(Tokens tokens, int token) {
    int count = 0;
    for (int i = 0; i < token; i++) {
      count += tokens.isKind(i, TokenKind.PARAMETER) ? 1 : 0;
    }
    return count;
  }
}
