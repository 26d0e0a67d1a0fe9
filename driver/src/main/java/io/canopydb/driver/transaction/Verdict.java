package io.canopydb.driver.transaction;

/** What a decision table says of a transaction. */
enum Verdict {
  COMMIT,
  ROLLBACK,
  /** It is prepared for a transaction manager, which decides when it wants to. */
  MANAGERS;

  /** Reads a row's letter. */
  static Verdict of(String letter) {
    return switch (letter) {
      case "C" -> COMMIT;
      case "A" -> ROLLBACK;
      case "P" -> MANAGERS;
      default -> throw new IllegalStateException("no verdict: " + letter);
    };
  }

  static Verdict of(boolean commit) {
    return commit ? COMMIT : ROLLBACK;
  }
}
