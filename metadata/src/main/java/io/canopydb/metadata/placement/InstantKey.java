package io.canopydb.metadata.placement;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's {@code timestamp with time zone}: an instant, whatever the zone of a session.
 * Canonical: String, its date and time in UTC, as {@code 2026-11-23 10:20:30.5}.
 *
 * @param digits how many digits of the fraction of a second the column keeps, 0 to 6
 */
public record InstantKey(int digits) implements KeyType {
  private static final KeyValue OTHER_FORM =
      new KeyValue.NoPrune(
          "a time with zone is compared with a value without offset, or of another type or form");

  @Override
  public KeyValue toStore(@Nullable Object value, ValueSource source) {
    return value == null
        ? KeyValue.NULL
        : TemporalText.known(utc(value, source), digits, KeyValue.ASK_LEAF);
  }

  @Override
  public KeyValue toCompare(@Nullable Object value, ValueSource source) {
    return value == null
        ? new KeyValue.Nothing()
        : TemporalText.known(utc(value, source), digits, OTHER_FORM);
  }

  private static @Nullable LocalDateTime utc(Object value, ValueSource source) {
    if (source == ValueSource.CONVERTED_PARAMETER) {
      return null;
    }
    if (value instanceof OffsetDateTime dateTime) {
      return utc(dateTime.toInstant());
    }
    if (value instanceof Instant instant) {
      return utc(instant);
    }
    if (value instanceof java.sql.Timestamp timestamp) {
      return TemporalText.ofSql(timestamp) == null ? null : utc(timestamp.toInstant());
    }
    return value instanceof String text ? TemporalText.instant(text) : null;
  }

  /** Null where it is so far away that no column holds it. */
  private static @Nullable LocalDateTime utc(Instant instant) {
    long second = instant.getEpochSecond();
    return second > OffsetDateTime.MIN.toEpochSecond()
            && second < OffsetDateTime.MAX.toEpochSecond()
        ? LocalDateTime.ofEpochSecond(second, instant.getNano(), ZoneOffset.UTC)
        : null;
  }

  /** The canonical form of an instant that a leaf printed, in UTC. */
  public KeyValue ofLeaf(String text) {
    return new KeyValue.Known(TemporalText.withoutTrailingZeros(text));
  }

  @Override
  public boolean collocatedWith(KeyType other) {
    return other instanceof InstantKey;
  }

  @Override
  public void encode(Object canonical, KeyEncoder encoder) {
    encoder.putUtf8((String) canonical);
    encoder.end(KeyEncoder.Family.INSTANT);
  }
}
