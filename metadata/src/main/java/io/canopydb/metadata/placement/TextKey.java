package io.canopydb.metadata.placement;

import org.jspecify.annotations.Nullable;

/**
 * A character column of PostgreSQL with a deterministic collation, under which strings are equal
 * only if their characters are. Canonical: String, in a {@code char(n)} column without its trailing
 * blanks.
 *
 * @param length the column's length in characters; 0 where it has no limit
 * @param padded whether it is {@code char(n)}
 */
public record TextKey(int length, boolean padded) implements KeyType {
  private static final KeyValue OTHER_TYPE =
      new KeyValue.NoPrune("a character column is compared with a value that is not a string");

  @Override
  public KeyValue toStore(@Nullable Object value, ValueSource source) {
    if (value == null) {
      return KeyValue.NULL;
    }
    if (!(value instanceof String text) || source == ValueSource.CONVERTED_PARAMETER) {
      return KeyValue.ASK_LEAF;
    }
    if (!encodable(text)) {
      return new KeyValue.Invalid("22021", "the string holds a character that text cannot hold");
    }
    int excess = length == 0 ? 0 : text.codePointCount(0, text.length()) - length;
    if (excess <= 0) {
      return new KeyValue.Known(canonical(text));
    }
    String cut = text.substring(0, text.offsetByCodePoints(0, length));
    return withoutTrailingBlanks(text).length() <= cut.length()
        ? new KeyValue.Known(canonical(cut))
        : new KeyValue.Invalid("22001", "the string is longer than the column");
  }

  @Override
  public KeyValue toCompare(@Nullable Object value, ValueSource source) {
    if (value == null) {
      return new KeyValue.Nothing();
    }
    if (!(value instanceof String text)
        || source == ValueSource.CONVERTED_PARAMETER
        || !encodable(text)) {
      return OTHER_TYPE;
    }
    return new KeyValue.Known(canonical(text));
  }

  /** The canonical form of a string that a leaf computed. */
  public KeyValue ofLeaf(String text) {
    return new KeyValue.Known(canonical(text));
  }

  private String canonical(String text) {
    return padded ? withoutTrailingBlanks(text) : text;
  }

  private static boolean encodable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  static String withoutTrailingBlanks(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  @Override
  public boolean collocatedWith(KeyType other) {
    return other instanceof TextKey that && padded == that.padded;
  }

  @Override
  public void encode(Object canonical, KeyEncoder encoder) {
    encoder.putUtf8((String) canonical);
    encoder.end(KeyEncoder.Family.STRING);
  }
}
