package io.canopydb.metadata.placement;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A character column of MySQL. Canonical: {@link KeyBytes}, the weights under its collation.
 *
 * @param collation its name, to compare key types by
 * @param length the column's length in characters
 * @param padded whether it is CHAR, which has no trailing blanks, whatever the collation
 */
public record CollatedKey(String collation, CollationWeights weights, int length, boolean padded)
    implements KeyType {
  private static final KeyValue OTHER_TYPE =
      new KeyValue.NoPrune("a character column is compared with a value that is not a string");
  private static final KeyValue OTHER_CHARACTERS =
      new KeyValue.NoPrune("the string has characters that the column's character set lacks");

  @Override
  public KeyValue toStore(@Nullable Object value, ValueSource source) {
    if (value == null) {
      return KeyValue.NULL;
    }
    if (source == ValueSource.CONVERTED_PARAMETER) {
      return KeyValue.ASK_LEAF;
    }
    if (value instanceof String text) {
      return known(weights.weigh(unpadded(cut(text))));
    }
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte
        || value instanceof BigInteger) {
      String digits = value.toString();
      return digits.length() <= length ? known(weights.weigh(digits)) : KeyValue.ASK_LEAF;
    }
    return KeyValue.ASK_LEAF;
  }

  private static KeyValue known(@Nullable KeyBytes weighed) {
    return weighed == null ? KeyValue.ASK_LEAF : new KeyValue.Known(weighed);
  }

  private String cut(String text) {
    return text.length() <= length || text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length));
  }

  private String unpadded(String text) {
    return padded ? TextKey.withoutTrailingBlanks(text) : text;
  }

  @Override
  public KeyValue toCompare(@Nullable Object value, ValueSource source) {
    if (value == null) {
      return new KeyValue.Nothing();
    }
    if (!(value instanceof String text) || source == ValueSource.CONVERTED_PARAMETER) {
      return OTHER_TYPE;
    }
    // No stored value of a CHAR column has trailing blanks: with them a probe finds nothing, or
    // what it finds without them.
    KeyBytes weighed = weights.weigh(unpadded(text));
    if (weighed != null) {
      return new KeyValue.Known(weighed);
    }
    return weights.leafCompares(text) ? KeyValue.ASK_LEAF : OTHER_CHARACTERS;
  }

  @Override
  public boolean collocatedWith(KeyType other) {
    return other instanceof CollatedKey that && collation.equals(that.collation);
  }

  @Override
  public void encode(Object canonical, KeyEncoder encoder) {
    ((KeyBytes) canonical).appendTo(encoder);
    encoder.end(KeyEncoder.Family.STRING);
  }
}
