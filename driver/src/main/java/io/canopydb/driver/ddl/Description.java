package io.canopydb.driver.ddl;

/**
 * What the catalogue of a leaf says of an object.
 *
 * @param state equal for two objects exactly when they are the same, but for the place where they
 *     lie. It is read from what the engine keeps and not from a statement that it prints: what a
 *     column says of its collation, for example, depends on how it came to it.
 * @param text the engine's statement that makes the object anew
 * @param mode MySQL: the sql_mode that {@code text} is to be run under
 */
record Description(String state, String text, String mode) {

  /** An object that its text tells enough of. */
  static Description of(String text) {
    return new Description(text, text, "");
  }
}
