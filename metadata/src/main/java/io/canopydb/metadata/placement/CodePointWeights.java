package io.canopydb.metadata.placement;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The binary collations of Unicode, exact for every well-formed string: the UTF-8 bytes
 * (utf8mb4_0900_bin, NO PAD), or each code point in three bytes, big-endian (utf8mb4_bin and
 * utf8mb3_bin, PAD SPACE).
 */
record CodePointWeights(boolean padSpace, int greatest) implements CollationWeights {
  private static final int WIDTH = 3;

  static @Nullable CodePointWeights find(String collation) {
    return switch (collation) {
      case "utf8mb4_0900_bin" -> new CodePointWeights(false, Character.MAX_CODE_POINT);
      case "utf8mb4_bin" -> new CodePointWeights(true, Character.MAX_CODE_POINT);
      case "utf8mb3_bin", "utf8_bin" -> new CodePointWeights(true, Character.MAX_VALUE);
      default -> null;
    };
  }

  @Override
  public @Nullable KeyBytes weigh(String text) {
    if (!leafCompares(text)) {
      return null;
    }
    if (!padSpace) {
      return KeyBytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    byte[] weights = new byte[end * WIDTH];
    int length = 0;
    for (int i = 0; i < end; ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      weights[length++] = (byte) (codePoint >>> 16);
      weights[length++] = (byte) (codePoint >>> 8);
      weights[length++] = (byte) codePoint;
    }
    return KeyBytes.copyOf(weights, length);
  }

  @Override
  public boolean leafCompares(String text) {
    return text.codePoints()
        .allMatch(
            c -> c <= greatest && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE));
  }

  @Override
  public KeyBytes ofLeaf(byte[] weightString) {
    return padSpace
        ? KeyBytes.copyOf(
            weightString, WeightTable.lengthWithout(weightString, new byte[] {0, 0, ' '}))
        : KeyBytes.copyOf(weightString);
  }
}
