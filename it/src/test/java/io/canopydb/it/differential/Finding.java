package io.canopydb.it.differential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What is wrong with one answer.
 *
 * @param print tells this difference from any other of the same statement: the SQLSTATE of an
 *     error, else a digest of all that both servers gave
 * @param text for a reader, who sees the first rows only
 */
record Finding(What what, String print, String text) {

  /** In what respect two answers differ. */
  enum What {
    /** Canopy says 0AX00 to what the plain server answers. */
    REFUSED,
    /** Canopy fails otherwise. */
    FAILS,
    /** Both fail, with other SQLSTATEs. */
    ERROR,
    /** Both fail with the same SQLSTATE, and a server's error is told in other words. */
    WORDS,
    /** Canopy does what the plain server refuses. */
    ACCEPTED,
    /** One gives results that the other does not. */
    RESULTS,
    /** Update counts. */
    COUNT,
    /** Labels alone. */
    LABEL,
    /** Types of columns; the values are equal but for their classes. */
    TYPE,
    /** The order of equal rows. */
    ORDER,
    /** Values. */
    ROWS,
    /** Generated keys. */
    KEYS,
    /** The script itself is wrong. */
    SCRIPT
  }

  static Finding failure(What what, String print, String text) {
    return new Finding(what, print, text);
  }

  static Finding of(What what, String text, List<?> plain, List<?> canopy) {
    return new Finding(what, digest(plain + " but " + canopy), text);
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 5);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the list of known differences has it. */
  String seen() {
    return (what.name().toLowerCase(Locale.ROOT) + " " + print).strip();
  }
}
