package io.canopydb.driver.parse;

/** MySQL's comments that a server of some version runs. */
final class ExecutableComments {
  /** Code in executable comments up to this version is run by each server that Canopy takes. */
  private static final int OLDEST_SERVER = 80030;

  private ExecutableComments() {}

  /** Whether the executable comment that opens here is run by each server that Canopy takes. */
  static boolean isCodeForAll(Tokens tokens, int i) {
    if (!tokens.isKind(i, TokenKind.EXECUTABLE_COMMENT_OPEN)) {
      return false;
    }
    int digits = tokens.start(i) + 3;
    return digits == tokens.end(i)
        || Integer.parseInt(tokens.text(), digits, tokens.end(i), 10) <= OLDEST_SERVER;
  }
}
