package io.canopydb.metadata.placement;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * A time without zone. Canonical: String, as {@code 10:20:30.5}; MySQL's may be negative or longer
 * than a day.
 *
 * @param digits how many digits of the fraction of a second the column keeps, 0 to 6
 */
public record TimeKey(int digits) implements KeyType {
  private static final KeyValue OTHER_FORM =
      new KeyValue.NoPrune("a time is compared with a value of another type or form");

  @Override
  public KeyValue toStore(@Nullable Object value, ValueSource source) {
    return value == null
        ? KeyValue.NULL
        : TemporalText.known(time(value, source), digits, KeyValue.ASK_LEAF);
  }

  @Override
  public KeyValue toCompare(@Nullable Object value, ValueSource source) {
    return value == null
        ? new KeyValue.Nothing()
        : TemporalText.known(time(value, source), digits, OTHER_FORM);
  }

  private static @Nullable LocalTime time(Object value, ValueSource source) {
    if (source == ValueSource.CONVERTED_PARAMETER) {
      return null;
    }
    if (value instanceof LocalTime time) {
      return time;
    }
    return value instanceof String text ? TemporalText.time(text) : null;
  }

  /** The canonical form of a time that a leaf printed. */
  public KeyValue ofLeaf(String text) {
    return new KeyValue.Known(TemporalText.withoutTrailingZeros(text));
  }

  @Override
  public boolean collocatedWith(KeyType other) {
    return other instanceof TimeKey;
  }

  @Override
  public void encode(Object canonical, KeyEncoder encoder) {
    encoder.putUtf8((String) canonical);
    encoder.end(KeyEncoder.Family.TIME);
  }
}
