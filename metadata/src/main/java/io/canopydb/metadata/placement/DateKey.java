package io.canopydb.metadata.placement;

import io.canopydb.metadata.model.Engine;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A date column. Canonical: String, as {@code 2026-11-23}. */
public record DateKey(Engine engine) implements KeyType {
  private static final KeyValue OTHER_FORM =
      new KeyValue.NoPrune("a date is compared with a value of another type or form");

  @Override
  public KeyValue toStore(@Nullable Object value, ValueSource source) {
    return value == null
        ? KeyValue.NULL
        : TemporalText.known(date(value, source), KeyValue.ASK_LEAF);
  }

  @Override
  public KeyValue toCompare(@Nullable Object value, ValueSource source) {
    return value == null
        ? new KeyValue.Nothing()
        : TemporalText.known(date(value, source), OTHER_FORM);
  }

  private @Nullable LocalDate date(Object value, ValueSource source) {
    if (source == ValueSource.CONVERTED_PARAMETER) {
      return null;
    }
    if (value instanceof LocalDate date) {
      return date;
    }
    if (value instanceof String text) {
      return TemporalText.date(text);
    }
    if (value instanceof java.sql.Date date) {
      return switch (engine) {
        // Connector/J has settings for the zone that it writes such a date in.
        case MYSQL -> null;
        case POSTGRESQL -> TemporalText.ofSql(date);
      };
    }
    return null;
  }

  /** The canonical form of a date that a leaf printed. */
  public KeyValue ofLeaf(String text) {
    return new KeyValue.Known(text);
  }

  @Override
  public boolean collocatedWith(KeyType other) {
    return other instanceof DateKey;
  }

  @Override
  public void encode(Object canonical, KeyEncoder encoder) {
    encoder.putUtf8((String) canonical);
    encoder.end(KeyEncoder.Family.DATE);
  }
}
