package io.canopydb.driver.value;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Duration;
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
import java.util.GregorianCalendar;
import java.util.concurrent.TimeUnit;
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
public record CellTimes(
    @Nullable LocalDate date, @Nullable LocalTime time, @Nullable ZoneOffset offset) {
  private static final Pattern TEXT =
      Pattern.compile(
          "([0-9]{4,9}-[0-9]{2}-[0-9]{2})?[ T]?([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)?"
              + "(Z|[+-][0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2})?)?)?( BC)?");

  private static final Pattern SPAN =
      Pattern.compile("(-)?([0-9]{1,3}):([0-9]{2}):([0-9]{2}(?:\\.[0-9]{1,9})?)");

  /** PostgreSQL's word for a time behind all others. */
  static final String INFINITY = "infinity";

  /** What PostgreSQL's driver has for it. */
  private static final long INFINITE_MILLIS = 9_223_372_036_825_200_000L;

  private static final LocalDate EPOCH = LocalDate.EPOCH;

  /** Null where the value is none. */
  static @Nullable CellTimes of(Object value) throws SQLException {
    if (value instanceof LeafValue copied) {
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

  /** A time in a column of times with zone, which java.sql.Timestamp does not tell. */
  static CellTimes ofInstant(Timestamp timestamp) {
    LocalDateTime utc = LocalDateTime.ofInstant(timestamp.toInstant(), ZoneOffset.UTC);
    return new CellTimes(utc.toLocalDate(), utc.toLocalTime(), ZoneOffset.UTC);
  }

  private static @Nullable CellTimes ofText(String text) {
    if (text.endsWith(INFINITY)) {
      return text.startsWith("-")
          ? new CellTimes(LocalDate.MIN, LocalTime.MIN, null)
          : new CellTimes(LocalDate.MAX, LocalTime.MAX, null);
    }
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || (parts.group(1) == null && parts.group(2) == null)) {
      return null;
    }
    try {
      return new CellTimes(
          parts.group(1) == null ? null : day(parts.group(1), parts.group(4) != null),
          parts.group(2) == null ? null : clock(parts.group(2)),
          parts.group(3) == null ? null : ZoneOffset.of(offset(parts.group(3))));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The year before 1 is 1 BC, which java.time counts as 0. */
  private static LocalDate day(String text, boolean beforeChrist) {
    int hyphen = text.indexOf('-');
    int year = Integer.parseInt(text.substring(0, hyphen));
    LocalDate day = LocalDate.parse("2000" + text.substring(hyphen));
    return day.withYear(beforeChrist ? 1 - year : year);
  }

  /** The span that a text of MySQL's TIME says, which may be negative or longer than a day. */
  static @Nullable Duration duration(String text) {
    Matcher parts = SPAN.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    Duration span =
        Duration.parse("PT" + parts.group(2) + "H" + parts.group(3) + "M" + parts.group(4) + "S");
    return parts.group(1) == null ? span : span.negated();
  }

  /** Whether it is PostgreSQL's infinity, as its driver has it. */
  static boolean isInfinite(java.util.Date value) {
    return Math.abs(value.getTime()) >= INFINITE_MILLIS;
  }

  private boolean infinite() {
    return LocalDate.MAX.equals(date) || LocalDate.MIN.equals(date);
  }

  private long infiniteMillis() {
    return LocalDate.MAX.equals(date) ? INFINITE_MILLIS : -INFINITE_MILLIS;
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

  public LocalDateTime localDateTime() {
    return local(ZoneId.systemDefault());
  }

  public LocalDate localDate() {
    return localDateTime().toLocalDate();
  }

  public LocalTime localTime() {
    return date == null && time != null ? time : localDateTime().toLocalTime();
  }

  public OffsetDateTime offsetDateTime() {
    if (infinite()) {
      return LocalDate.MAX.equals(date) ? OffsetDateTime.MAX : OffsetDateTime.MIN;
    }
    if (date == null && offset != null) {
      return EPOCH.atTime(timeOrMidnight()).atOffset(offset);
    }
    ZoneId zone = ZoneId.systemDefault();
    return offset == null
        ? instant(zone).atZone(zone).toOffsetDateTime()
        : instant(zone).atOffset(ZoneOffset.UTC);
  }

  public OffsetTime offsetTime() {
    ZoneId zone = ZoneId.systemDefault();
    return timeOrMidnight()
        .atOffset(offset == null ? zone.getRules().getOffset(instant(zone)) : offset);
  }

  public ZonedDateTime zonedDateTime() {
    return instant(ZoneId.systemDefault()).atZone(ZoneId.systemDefault());
  }

  /** A local value means a time in the calendar's zone; null for this machine's. */
  public Timestamp timestamp(@Nullable Calendar calendar) {
    if (infinite()) {
      return new Timestamp(infiniteMillis());
    }
    if (offset != null) {
      return Timestamp.from(instant(ZoneOffset.UTC));
    }
    Timestamp timestamp = new Timestamp(millis(calendar, dateOrEpoch(), timeOrMidnight()));
    timestamp.setNanos(timeOrMidnight().getNano());
    return timestamp;
  }

  public Date date(@Nullable Calendar calendar) {
    if (infinite()) {
      return new Date(infiniteMillis());
    }
    return new Date(millis(calendar, localIn(calendar).toLocalDate(), LocalTime.MIDNIGHT));
  }

  public Time time(@Nullable Calendar calendar) {
    if (offset != null) {
      // An instant is shown as this machine's clock had it; a time of day with its offset is
      // taken for an instant of the first day.
      return date == null
          ? new Time(instant(ZoneOffset.UTC).toEpochMilli())
          : new Time(millis(null, EPOCH, localTime()));
    }
    return new Time(millis(calendar, EPOCH, localIn(calendar).toLocalTime()));
  }

  private LocalDateTime localIn(@Nullable Calendar calendar) {
    return local(calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId());
  }

  /** By java.util.Calendar, which counts the days before 1582 as java.sql does. */
  private static long millis(@Nullable Calendar calendar, LocalDate day, LocalTime time) {
    Calendar fields = calendar == null ? Calendar.getInstance() : (Calendar) calendar.clone();
    fields.clear();
    fields.setLenient(true);
    if (day.getYear() < 1) {
      fields.set(Calendar.ERA, GregorianCalendar.BC);
    }
    fields.set(Calendar.YEAR, day.getYear() < 1 ? 1 - day.getYear() : day.getYear());
    fields.set(Calendar.MONTH, day.getMonthValue() - 1);
    fields.set(Calendar.DAY_OF_MONTH, day.getDayOfMonth());
    fields.set(Calendar.HOUR_OF_DAY, time.getHour());
    fields.set(Calendar.MINUTE, time.getMinute());
    fields.set(Calendar.SECOND, time.getSecond());
    fields.set(Calendar.MILLISECOND, (int) TimeUnit.NANOSECONDS.toMillis(time.getNano()));
    return fields.getTimeInMillis();
  }
}
