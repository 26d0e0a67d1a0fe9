package io.canopydb.metadata.placement;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of bytes, equal to another of equal content. */
public final class KeyBytes {
  private final byte[] bytes;

  private KeyBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of these bytes. */
  public static KeyBytes copyOf(byte[] bytes) {
    return new KeyBytes(bytes.clone());
  }

  /** The first bytes of an array; copied. */
  static KeyBytes copyOf(byte[] bytes, int length) {
    return new KeyBytes(Arrays.copyOf(bytes, length));
  }

  /** How many there are. */
  public int length() {
    return bytes.length;
  }

  void appendTo(KeyEncoder encoder) {
    encoder.putBytes(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyBytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
