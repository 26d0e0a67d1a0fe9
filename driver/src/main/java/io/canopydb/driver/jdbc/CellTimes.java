package io.canopydb.driver.jdbc;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date, a time or both, as found in a value.
 *
 * @param date null for a time alone
 * @param time null for a date alone
 * @param offset null for a local one
 */
record CellTimes(@Nullable LocalDate date, @Nullable LocalTime time, @Nullable ZoneOffset offset) {
  private static final Pattern TEXT =
      Pattern.compile(
          "([0-9]{4,9}-[0-9]{2}-[0-9]{2})?[ T]?([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)?"
              + "(Z|[+-][0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2})?)?)?");

  private static final LocalDate EPOCH = LocalDate.EPOCH;

  /** Null where the value is none. */
  static @Nullable CellTimes of(Object value) throws SQLException {
    if (value instanceof CopiedCell copied) {
      // The text first: an object of java.sql has been through the time zone of this machine,
      // where some times do not exist.
      CellTimes times = ofText(copied.text());
      return times != null || copied.object() == null ? times : of(copied.object());
    }
    if (value instanceof Timestamp timestamp) {
      return ofLocal(timestamp.toLocalDateTime());
    }
    if (value instanceof Date date) {
      return new CellTimes(date.toLocalDate(), null, null);
    }
    if (value instanceof Time sqlTime) {
      return new CellTimes(null, localTime(sqlTime), null);
    }
    if (value instanceof LocalDateTime dateTime) {
      return ofLocal(dateTime);
    }
    if (value instanceof LocalDate date) {
      return new CellTimes(date, null, null);
    }
    if (value instanceof LocalTime time) {
      return new CellTimes(null, time, null);
    }
    if (value instanceof OffsetDateTime dateTime) {
      return new CellTimes(dateTime.toLocalDate(), dateTime.toLocalTime(), dateTime.getOffset());
    }
    if (value instanceof OffsetTime time) {
      return new CellTimes(null, time.toLocalTime(), time.getOffset());
    }
    return value instanceof String text ? ofText(text) : null;
  }

  private static CellTimes ofLocal(LocalDateTime dateTime) {
    return new CellTimes(dateTime.toLocalDate(), dateTime.toLocalTime(), null);
  }

  private static @Nullable CellTimes ofText(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || (parts.group(1) == null && parts.group(2) == null)) {
      return null;
    }
    try {
      return new CellTimes(
          parts.group(1) == null ? null : LocalDate.parse(parts.group(1)),
          parts.group(2) == null ? null : clock(parts.group(2)),
          parts.group(3) == null ? null : ZoneOffset.of(offset(parts.group(3))));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** PostgreSQL has a time of 24:00, which its driver reads as the last of the day. */
  private static LocalTime clock(String text) {
    return text.startsWith("24:00") ? LocalTime.MAX : LocalTime.parse(text);
  }

  private static String offset(String text) {
    return text.length() == 3 ? text + ":00" : text;
  }

  /** A time of java.sql with its milliseconds, which it hides. */
  static LocalTime localTime(Time time) {
    return time.toLocalTime().plus(Math.floorMod(time.getTime(), 1000), ChronoUnit.MILLIS);
  }

  private LocalDate dateOrEpoch() {
    return date == null ? EPOCH : date;
  }

  private LocalTime timeOrMidnight() {
    return time == null ? LocalTime.MIDNIGHT : time;
  }

  /** The instant, where a local value is meant in a zone. */
  Instant instant(ZoneId zone) {
    LocalDateTime local = LocalDateTime.of(dateOrEpoch(), timeOrMidnight());
    return offset == null ? local.atZone(zone).toInstant() : local.toInstant(offset);
  }

  /** What a clock in a zone shows. */
  private LocalDateTime local(ZoneId zone) {
    return offset == null
        ? LocalDateTime.of(dateOrEpoch(), timeOrMidnight())
        : LocalDateTime.ofInstant(instant(zone), zone);
  }

  LocalDateTime localDateTime() {
    return local(ZoneId.systemDefault());
  }

  LocalDate localDate() {
    return localDateTime().toLocalDate();
  }

  LocalTime localTime() {
    return date == null && time != null ? time : localDateTime().toLocalTime();
  }

  OffsetDateTime offsetDateTime() {
    ZoneId zone = ZoneId.systemDefault();
    return offset == null
        ? instant(zone).atZone(zone).toOffsetDateTime()
        : instant(zone).atOffset(ZoneOffset.UTC);
  }

  OffsetTime offsetTime() {
    return offset == null
        ? localTime().atOffset(ZoneId.systemDefault().getRules().getOffset(instantOfDay()))
        : timeOrMidnight().atOffset(offset);
  }

  private Instant instantOfDay() {
    return instant(ZoneId.systemDefault());
  }

  ZonedDateTime zonedDateTime() {
    return instant(ZoneId.systemDefault()).atZone(ZoneId.systemDefault());
  }

  private static ZoneId zone(@Nullable Calendar calendar) {
    return calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
  }

  /** A local value means a time in the calendar's zone; null for this machine's. */
  Timestamp timestamp(@Nullable Calendar calendar) {
    return calendar == null && offset == null
        ? Timestamp.valueOf(localDateTime())
        : Timestamp.from(instant(zone(calendar)));
  }

  Date date(@Nullable Calendar calendar) {
    ZoneId zone = zone(calendar);
    LocalDate day = local(zone).toLocalDate();
    return calendar == null
        ? Date.valueOf(day)
        : new Date(day.atStartOfDay(zone).toInstant().toEpochMilli());
  }

  Time time(@Nullable Calendar calendar) {
    ZoneId zone = zone(calendar);
    LocalTime clock = local(zone).toLocalTime();
    return new Time(EPOCH.atTime(clock).atZone(zone).toInstant().toEpochMilli());
  }
}
