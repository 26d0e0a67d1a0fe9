package io.canopydb.metadata.placement;

import io.canopydb.metadata.model.Engine;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A date and time without zone: MySQL's DATETIME, PostgreSQL's {@code timestamp without time zone}.
 * Canonical: String, as {@code 2026-11-23 10:20:30.5}.
 *
 * @param digits how many digits of the fraction of a second the column keeps, 0 to 6
 */
public record DateTimeKey(Engine engine, int digits) implements KeyType {
  private static final KeyValue OTHER_FORM =
      new KeyValue.NoPrune("a date and time is compared with a value of another type or form");

  @Override
  public KeyValue toStore(@Nullable Object value, ValueSource source) {
    return value == null
        ? KeyValue.NULL
        : TemporalText.known(dateTime(value, source), digits, KeyValue.ASK_LEAF);
  }

  @Override
  public KeyValue toCompare(@Nullable Object value, ValueSource source) {
    return value == null
        ? new KeyValue.Nothing()
        : TemporalText.known(dateTime(value, source), digits, OTHER_FORM);
  }

  private @Nullable LocalDateTime dateTime(Object value, ValueSource source) {
    if (source == ValueSource.CONVERTED_PARAMETER) {
      return null;
    }
    if (value instanceof LocalDateTime dateTime) {
      return dateTime;
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (value instanceof String text) {
      return TemporalText.dateTime(text);
    }
    if (value instanceof java.sql.Timestamp timestamp) {
      return switch (engine) {
        // Connector/J writes it in the zone of the session, which may be another.
        case MYSQL -> null;
        case POSTGRESQL -> TemporalText.ofSql(timestamp);
      };
    }
    return null;
  }

  /** The canonical form of a date and time that a leaf printed. */
  public KeyValue ofLeaf(String text) {
    return new KeyValue.Known(TemporalText.withoutTrailingZeros(text));
  }

  @Override
  public boolean collocatedWith(KeyType other) {
    return other instanceof DateTimeKey;
  }

  @Override
  public void encode(Object canonical, KeyEncoder encoder) {
    encoder.putUtf8((String) canonical);
    encoder.end(KeyEncoder.Family.DATE_TIME);
  }
}
