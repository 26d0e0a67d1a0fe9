package io.canopydb.metadata.placement;

import io.canopydb.metadata.model.Engine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A binary string column. Canonical: {@link KeyBytes}.
 *
 * @param length the column's length in bytes; 0 where it has no limit
 * @param padded whether it is MySQL's BINARY, filled with zeros to its length
 */
public record BinaryKey(Engine engine, int length, boolean padded) implements KeyType {
  private static final KeyValue OTHER_TYPE =
      new KeyValue.NoPrune("a binary column is compared with a value that is not binary");

  @Override
  public KeyValue toStore(@Nullable Object value, ValueSource source) {
    if (value == null) {
      return KeyValue.NULL;
    }
    byte[] bytes = source == ValueSource.CONVERTED_PARAMETER ? null : bytes(value);
    if (bytes == null) {
      return KeyValue.ASK_LEAF;
    }
    return new KeyValue.Known(
        KeyBytes.copyOf(length > 0 && bytes.length > length ? cut(bytes) : filled(bytes)));
  }

  @Override
  public KeyValue toCompare(@Nullable Object value, ValueSource source) {
    if (value == null) {
      return new KeyValue.Nothing();
    }
    byte[] bytes = source == ValueSource.CONVERTED_PARAMETER ? null : bytes(value);
    // No stored value of a BINARY column is shorter: such a probe finds nothing, or what it finds
    // filled.
    return bytes == null ? OTHER_TYPE : new KeyValue.Known(KeyBytes.copyOf(filled(bytes)));
  }

  private byte[] cut(byte[] bytes) {
    return Arrays.copyOf(bytes, length);
  }

  private byte[] filled(byte[] bytes) {
    return padded && bytes.length < length ? cut(bytes) : bytes;
  }

  private byte @Nullable [] bytes(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (!(value instanceof String text)) {
      return null;
    }
    return switch (engine) {
      // Only of ASCII are the bytes the same in every character set of a connection.
      case MYSQL ->
          text.chars().allMatch(c -> c < 0x80) ? text.getBytes(StandardCharsets.US_ASCII) : null;
      // Escapes and the hexadecimal form.
      case POSTGRESQL -> null;
    };
  }

  @Override
  public boolean collocatedWith(KeyType other) {
    return other instanceof BinaryKey;
  }

  @Override
  public void encode(Object canonical, KeyEncoder encoder) {
    ((KeyBytes) canonical).appendTo(encoder);
    encoder.end(KeyEncoder.Family.BINARY);
  }
}
