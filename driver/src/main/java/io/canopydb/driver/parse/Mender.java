package io.canopydb.driver.parse;

/** Makes parts of a text readable, and what they are made of too. */
interface Mender {

  /** Nothing yet of the text. */
  PatchedText empty();

  /** Tokens as they are, from one to before another. */
  PatchedText copied(int from, int to);

  /** A query, or the whole statement. */
  PatchedText query(int from, int to);

  /** Tokens in which what stands in brackets is readable. */
  PatchedText withBrackets(int from, int to);

  /** Whether the parser reads a value. */
  boolean readsValue(PatchedText value);
}
