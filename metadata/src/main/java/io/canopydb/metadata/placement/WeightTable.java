package io.canopydb.metadata.placement;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The weights of single characters under one collation.
 *
 * <p>A collation has one level (letters), or also accents, or also case. The weights of a string
 * are, for each level, the weights of all its characters, and between the levels a weight of 0 (two
 * bytes).
 */
final class WeightTable implements CollationWeights {

  /** Characters from here on are not in any table. */
  static final int SIZE = 256;

  private static final byte[] NO_BYTES = {};

  private final boolean padSpace;
  private final int greatest;

  /** By level and character; an empty array where the character has no weight at that level. */
  private final byte[] @Nullable [][] weights;

  /**
   * A table.
   *
   * @param greatest the greatest code point of the collation's character set
   * @param weights by character and level; null for a character that is not covered
   */
  WeightTable(boolean padSpace, int greatest, byte[] @Nullable [][] weights) {
    this.padSpace = padSpace;
    this.greatest = greatest;
    this.weights = weights;
  }

  @Override
  public @Nullable KeyBytes weigh(String text) {
    int length = text.length();
    int levels = levels();
    byte[] result = new byte[Math.max(8, (length * 2 + 2) * levels)];
    int used = 0;
    for (int level = 0; level < levels; level++) {
      if (level > 0) {
        result = reserve(result, used, 2);
        used += 2;
      }
      for (int i = 0; i < length; i++) {
        char c = text.charAt(i);
        byte[][] character = c < SIZE ? weights[c] : null;
        if (character == null) {
          return null;
        }
        byte[] weight = character[level];
        result = reserve(result, used, weight.length);
        System.arraycopy(weight, 0, result, used, weight.length);
        used += weight.length;
      }
    }
    return padSpace
        ? KeyBytes.copyOf(result, lengthWithout(result, used, space()))
        : KeyBytes.copyOf(result, used);
  }

  private static byte[] reserve(byte[] bytes, int used, int more) {
    return bytes.length - used >= more ? bytes : Arrays.copyOf(bytes, bytes.length * 2 + more);
  }

  private int levels() {
    byte[][] space = weights[' '];
    return space == null ? 0 : space.length;
  }

  private byte[] space() {
    byte[][] space = weights[' '];
    return space == null ? NO_BYTES : space[0];
  }

  @Override
  public boolean leafCompares(String text) {
    if (greatest < SIZE) {
      // Whatever the character set holds is in the table, or compares under another one.
      return false;
    }
    return text.codePoints()
        .allMatch(
            c -> c <= greatest && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE));
  }

  @Override
  public KeyBytes ofLeaf(byte[] weightString) {
    return padSpace
        ? KeyBytes.copyOf(weightString, lengthWithout(weightString, space()))
        : KeyBytes.copyOf(weightString);
  }

  /** The length of weights without the trailing ones of a blank. */
  static int lengthWithout(byte[] weights, byte[] space) {
    return lengthWithout(weights, weights.length, space);
  }

  private static int lengthWithout(byte[] weights, int length, byte[] space) {
    int width = space.length;
    int end = length;
    while (end >= width && Arrays.equals(weights, end - width, end, space, 0, width)) {
      end -= width;
    }
    return end;
  }
}
