package io.canopydb.it.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every way to read a column, by name. */
final class Getters {

  /** A way to read a column. */
  @FunctionalInterface
  interface Getter {
    @Nullable Object get(ResultSet row, int column) throws SQLException;
  }

  static final Map<String, Getter> ALL = new LinkedHashMap<>();

  /** The classes that getObject(column, class) is asked for. */
  private static final List<Class<?>> CLASSES =
      List.of(
          String.class,
          Boolean.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigDecimal.class,
          BigInteger.class,
          byte[].class,
          Date.class,
          Time.class,
          Timestamp.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          OffsetDateTime.class,
          OffsetTime.class,
          ZonedDateTime.class,
          Instant.class,
          Duration.class,
          UUID.class);

  static {
    ALL.put("String", ResultSet::getString);
    ALL.put("Boolean", ResultSet::getBoolean);
    ALL.put("Byte", ResultSet::getByte);
    ALL.put("Short", ResultSet::getShort);
    ALL.put("Int", ResultSet::getInt);
    ALL.put("Long", ResultSet::getLong);
    ALL.put("Float", ResultSet::getFloat);
    ALL.put("Double", ResultSet::getDouble);
    ALL.put("BigDecimal", ResultSet::getBigDecimal);
    ALL.put("Bytes", ResultSet::getBytes);
    ALL.put("Date", ResultSet::getDate);
    ALL.put("Time", ResultSet::getTime);
    ALL.put("Timestamp", ResultSet::getTimestamp);
    ALL.put("Date of Tokyo", (row, column) -> row.getDate(column, tokyo()));
    ALL.put("Time of Tokyo", (row, column) -> row.getTime(column, tokyo()));
    ALL.put("Timestamp of Tokyo", (row, column) -> row.getTimestamp(column, tokyo()));
    ALL.put("Object", ResultSet::getObject);
    ALL.put("AsciiStream", ResultSet::getAsciiStream);
    ALL.put("BinaryStream", ResultSet::getBinaryStream);
    ALL.put("CharacterStream", ResultSet::getCharacterStream);
    ALL.put("Blob", ResultSet::getBlob);
    ALL.put("Clob", ResultSet::getClob);
    ALL.put("Array", ResultSet::getArray);
    ALL.put("SQLXML", ResultSet::getSQLXML);
    for (Class<?> type : CLASSES) {
      ALL.put("Object of " + type.getSimpleName(), (row, column) -> row.getObject(column, type));
    }
  }

  private Getters() {}

  private static Calendar tokyo() {
    return Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
  }
}
