package io.canopydb.metadata.placement;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The binary collations of Unicode, exact for every well-formed string: the UTF-8 bytes
 * (utf8mb4_0900_bin, NO PAD), or each code point in three bytes (utf8mb4_bin) or two (utf8mb3_bin),
 * big-endian (both PAD SPACE).
 *
 * @param width bytes for a code point; 0 for UTF-8
 * @param greatest the greatest code point of the character set
 */
record CodePointWeights(int width, int greatest) implements CollationWeights {

  static @Nullable CodePointWeights find(String collation) {
    return switch (collation) {
      case "utf8mb4_0900_bin" -> new CodePointWeights(0, Character.MAX_CODE_POINT);
      case "utf8mb4_bin" -> new CodePointWeights(3, Character.MAX_CODE_POINT);
      case "utf8mb3_bin", "utf8_bin" -> new CodePointWeights(2, Character.MAX_VALUE);
      default -> null;
    };
  }

  @Override
  public @Nullable KeyBytes weigh(String text) {
    if (!leafCompares(text)) {
      return null;
    }
    if (width == 0) {
      return KeyBytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    byte[] weights = new byte[end * width];
    int length = 0;
    for (int i = 0; i < end; ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      for (int shift = (width - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        weights[length++] = (byte) (codePoint >>> shift);
      }
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
    if (width == 0) {
      return KeyBytes.copyOf(weightString);
    }
    byte[] space = new byte[width];
    space[width - 1] = ' ';
    return KeyBytes.copyOf(weightString, WeightTable.lengthWithout(weightString, space));
  }
}
