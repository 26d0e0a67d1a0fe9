package io.canopydb.driver.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The classes that getObject(column, class) knows, each with the getter that stands for it. */
final class CellObjects {
  private CellObjects() {}

  /** Reads a value that is not NULL. */
  @FunctionalInterface
  interface Getter {
    @Nullable Object get(CopiedResultSet row, int column) throws SQLException;
  }

  private static final Map<Class<?>, Getter> GETTERS = new HashMap<>();

  static {
    GETTERS.put(String.class, CopiedResultSet::getString);
    GETTERS.put(Boolean.class, CopiedResultSet::getBoolean);
    GETTERS.put(Byte.class, CopiedResultSet::getByte);
    GETTERS.put(Short.class, CopiedResultSet::getShort);
    GETTERS.put(Integer.class, CopiedResultSet::getInt);
    GETTERS.put(Long.class, CopiedResultSet::getLong);
    GETTERS.put(Float.class, CopiedResultSet::getFloat);
    GETTERS.put(Double.class, CopiedResultSet::getDouble);
    GETTERS.put(BigDecimal.class, CopiedResultSet::getBigDecimal);
    GETTERS.put(BigInteger.class, (row, column) -> row.decimal(column).toBigInteger());
    GETTERS.put(byte[].class, CopiedResultSet::getBytes);
    GETTERS.put(Date.class, CopiedResultSet::getDate);
    GETTERS.put(Time.class, CopiedResultSet::getTime);
    GETTERS.put(Timestamp.class, CopiedResultSet::getTimestamp);
    GETTERS.put(java.util.Date.class, (row, column) -> new java.util.Date(millis(row, column)));
    GETTERS.put(
        Calendar.class,
        (row, column) -> {
          Calendar calendar = Calendar.getInstance();
          calendar.setTimeInMillis(millis(row, column));
          return calendar;
        });
    GETTERS.put(LocalDate.class, (row, column) -> row.times(column).localDate());
    GETTERS.put(LocalTime.class, (row, column) -> row.times(column).localTime());
    GETTERS.put(LocalDateTime.class, (row, column) -> row.times(column).localDateTime());
    GETTERS.put(OffsetDateTime.class, (row, column) -> row.times(column).offsetDateTime());
    GETTERS.put(OffsetTime.class, (row, column) -> row.times(column).offsetTime());
    GETTERS.put(ZonedDateTime.class, (row, column) -> row.times(column).zonedDateTime());
    GETTERS.put(Instant.class, (row, column) -> row.times(column).zonedDateTime().toInstant());
    GETTERS.put(Duration.class, CopiedResultSet::duration);
    GETTERS.put(Blob.class, CopiedResultSet::getBlob);
    GETTERS.put(Clob.class, CopiedResultSet::getClob);
    GETTERS.put(NClob.class, CopiedResultSet::getNClob);
    GETTERS.put(UUID.class, CopiedResultSet::uuid);
  }

  private static long millis(CopiedResultSet row, int column) throws SQLException {
    return row.times(column).timestamp(null).getTime();
  }

  /** Null for a class that it does not know. */
  static @Nullable Getter of(Class<?> type) {
    return GETTERS.get(type);
  }
}
