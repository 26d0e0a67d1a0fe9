package io.canopydb.metadata.placement;

import org.jspecify.annotations.Nullable;

/** PostgreSQL's {@code boolean}. (MySQL's is a small integer.) Canonical: Boolean. */
public record BooleanKey() implements KeyType {
  private static final KeyValue OTHER_FORM =
      new KeyValue.NoPrune("a boolean is compared with a value of another type or form");

  @Override
  public KeyValue toStore(@Nullable Object value, ValueSource source) {
    return value == null ? KeyValue.NULL : known(value, source, KeyValue.ASK_LEAF);
  }

  @Override
  public KeyValue toCompare(@Nullable Object value, ValueSource source) {
    return value == null ? new KeyValue.Nothing() : known(value, source, OTHER_FORM);
  }

  private static KeyValue known(Object value, ValueSource source, KeyValue otherwise) {
    if (source == ValueSource.CONVERTED_PARAMETER) {
      return otherwise;
    }
    if (value instanceof Boolean) {
      return new KeyValue.Known(value);
    }
    if (!(value instanceof String text)) {
      return otherwise;
    }
    return switch (text) {
      case "true", "t" -> new KeyValue.Known(true);
      case "false", "f" -> new KeyValue.Known(false);
      default -> otherwise;
    };
  }

  @Override
  public boolean collocatedWith(KeyType other) {
    return other instanceof BooleanKey;
  }

  @Override
  public void encode(Object canonical, KeyEncoder encoder) {
    encoder.putByte((Boolean) canonical ? 1 : 0);
    encoder.end(KeyEncoder.Family.BOOLEAN);
  }
}
