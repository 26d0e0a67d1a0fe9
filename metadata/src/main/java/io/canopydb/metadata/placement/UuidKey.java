package io.canopydb.metadata.placement;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's {@code uuid}. Canonical: UUID. */
public record UuidKey() implements KeyType {
  private static final Pattern TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final KeyValue OTHER_FORM =
      new KeyValue.NoPrune("a uuid is compared with a value of another type or form");

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
    if (value instanceof UUID) {
      return new KeyValue.Known(value);
    }
    return value instanceof String text && TEXT.matcher(text).matches()
        ? new KeyValue.Known(UUID.fromString(text))
        : otherwise;
  }

  @Override
  public boolean collocatedWith(KeyType other) {
    return other instanceof UuidKey;
  }

  @Override
  public void encode(Object canonical, KeyEncoder encoder) {
    UUID uuid = (UUID) canonical;
    encoder.putLongBigEndian(uuid.getMostSignificantBits());
    encoder.putLongBigEndian(uuid.getLeastSignificantBits());
    encoder.end(KeyEncoder.Family.UUID);
  }
}
