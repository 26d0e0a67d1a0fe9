package io.canopydb.driver.jdbc;

import io.canopydb.driver.value.Cells;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ResultSet;
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

  /** Reads a value, not NULL, of the row that a result stands on. */
  @FunctionalInterface
  interface Getter {
    @Nullable Object get(ResultSet row, Cells cells, Object cell, int column) throws SQLException;
  }

  private static final Map<Class<?>, Getter> GETTERS = new HashMap<>();

  static {
    read(String.class, ResultSet::getString);
    read(Boolean.class, ResultSet::getBoolean);
    read(Byte.class, ResultSet::getByte);
    read(Short.class, ResultSet::getShort);
    read(Integer.class, ResultSet::getInt);
    read(Long.class, ResultSet::getLong);
    read(Float.class, ResultSet::getFloat);
    read(Double.class, ResultSet::getDouble);
    read(BigDecimal.class, ResultSet::getBigDecimal);
    convert(BigInteger.class, (cells, cell, column) -> cells.decimal(cell, column).toBigInteger());
    read(byte[].class, ResultSet::getBytes);
    read(Date.class, ResultSet::getDate);
    read(Time.class, ResultSet::getTime);
    read(Timestamp.class, ResultSet::getTimestamp);
    convert(
        java.util.Date.class,
        (cells, cell, column) -> new java.util.Date(millis(cells, cell, column)));
    convert(
        Calendar.class,
        (cells, cell, column) -> {
          Calendar calendar = Calendar.getInstance();
          calendar.setTimeInMillis(millis(cells, cell, column));
          return calendar;
        });
    convert(LocalDate.class, (cells, cell, column) -> cells.times(cell, column).localDate());
    convert(LocalTime.class, (cells, cell, column) -> cells.times(cell, column).localTime());
    convert(
        LocalDateTime.class, (cells, cell, column) -> cells.times(cell, column).localDateTime());
    convert(
        OffsetDateTime.class, (cells, cell, column) -> cells.times(cell, column).offsetDateTime());
    convert(OffsetTime.class, (cells, cell, column) -> cells.times(cell, column).offsetTime());
    convert(
        ZonedDateTime.class, (cells, cell, column) -> cells.times(cell, column).zonedDateTime());
    convert(
        Instant.class,
        (cells, cell, column) -> cells.times(cell, column).zonedDateTime().toInstant());
    convert(Duration.class, Cells::duration);
    read(Blob.class, ResultSet::getBlob);
    read(Clob.class, ResultSet::getClob);
    read(NClob.class, ResultSet::getNClob);
    convert(UUID.class, Cells::uuid);
  }

  /** A getter of the result's own. */
  private interface Reading {
    @Nullable Object get(ResultSet row, int column) throws SQLException;
  }

  /** A conversion of the value. */
  private interface Conversion {
    Object of(Cells cells, Object cell, int column) throws SQLException;
  }

  private static void read(Class<?> type, Reading reading) {
    GETTERS.put(type, (row, cells, cell, column) -> reading.get(row, column));
  }

  private static void convert(Class<?> type, Conversion conversion) {
    GETTERS.put(type, (row, cells, cell, column) -> conversion.of(cells, cell, column));
  }

  private static long millis(Cells cells, Object cell, int column) throws SQLException {
    return cells.times(cell, column).timestamp(null).getTime();
  }

  /** Null for a class that it does not know. */
  static @Nullable Getter of(Class<?> type) {
    return GETTERS.get(type);
  }
}
