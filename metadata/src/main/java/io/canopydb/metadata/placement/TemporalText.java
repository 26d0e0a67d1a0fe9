package io.canopydb.metadata.placement;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The canonical text of dates and times, and the strings that every engine reads as just that date
 * and time, in every session: four digits of the year first, two digits each, at most six of the
 * fraction.
 *
 * <p>Years outside 1000 to 9999 are left to a leaf. So is a value with digits of the fraction that
 * the column does not keep: whether it is rounded or cut is a matter of settings.
 */
final class TemporalText {
  private static final Pattern TEXT =
      Pattern.compile(
          "([1-9][0-9]{3}-[0-9]{2}-[0-9]{2})?( )?"
              + "([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,6})?)?"
              + "(Z|[+-][0-9]{2}(?::[0-9]{2})?)?");

  /** Before it, java.sql.Date and Timestamp may count days by the Julian calendar. */
  private static final int FIRST_SAFE_SQL_YEAR = 1900;

  private static final int MICRO = 1000;

  private TemporalText() {}

  static @Nullable LocalDate date(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()
        || parts.group(1) == null
        || parts.group(2) != null
        || parts.group(3) != null
        || parts.group(4) != null) {
      return null;
    }
    try {
      return LocalDate.parse(parts.group(1));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** A date and time; a date alone is its midnight. */
  static @Nullable LocalDateTime dateTime(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || parts.group(4) != null) {
      return null;
    }
    return dateTime(parts);
  }

  private static @Nullable LocalDateTime dateTime(Matcher parts) {
    String date = parts.group(1);
    String time = parts.group(3);
    if (date == null || (time == null) != (parts.group(2) == null)) {
      return null;
    }
    try {
      return LocalDate.parse(date)
          .atTime(time == null ? LocalTime.MIDNIGHT : LocalTime.parse(time));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** A date and time with its offset, in UTC. */
  static @Nullable LocalDateTime instant(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || parts.group(3) == null || parts.group(4) == null) {
      return null;
    }
    LocalDateTime local = dateTime(parts);
    if (local == null) {
      return null;
    }
    try {
      ZoneOffset offset = ZoneOffset.of(parts.group(4));
      return local.minusSeconds(offset.getTotalSeconds());
    } catch (DateTimeException e) {
      return null;
    }
  }

  static @Nullable LocalTime time(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()
        || parts.group(1) != null
        || parts.group(2) != null
        || parts.group(3) == null
        || parts.group(4) != null) {
      return null;
    }
    try {
      return LocalTime.parse(parts.group(3));
    } catch (DateTimeException e) {
      return null;
    }
  }

  static @Nullable LocalDate ofSql(java.sql.Date date) {
    LocalDate local = date.toLocalDate();
    return local.getYear() >= FIRST_SAFE_SQL_YEAR ? local : null;
  }

  static @Nullable LocalDateTime ofSql(java.sql.Timestamp timestamp) {
    LocalDateTime local = timestamp.toLocalDateTime();
    return local.getYear() >= FIRST_SAFE_SQL_YEAR ? local : null;
  }

  /** Known, or otherwise where the year has not four digits. */
  static KeyValue known(@Nullable LocalDate date, KeyValue otherwise) {
    return date == null || outside(date) ? otherwise : new KeyValue.Known(date.toString());
  }

  /** Known, or otherwise where the fraction has more digits than given. */
  static KeyValue known(@Nullable LocalDateTime value, int digits, KeyValue otherwise) {
    return value == null || outside(value.toLocalDate()) || !fits(value, digits)
        ? otherwise
        : new KeyValue.Known(value.toLocalDate() + " " + text(value.toLocalTime()));
  }

  /** Known, or otherwise where the fraction has more digits than given. */
  static KeyValue known(@Nullable LocalTime value, int digits, KeyValue otherwise) {
    return value == null || !fits(value, digits) ? otherwise : new KeyValue.Known(text(value));
  }

  private static boolean outside(LocalDate date) {
    return date.getYear() < 1000 || date.getYear() > 9999;
  }

  private static boolean fits(TemporalAccessor value, int digits) {
    int nanos = value.get(ChronoField.NANO_OF_SECOND);
    int unit = MICRO;
    for (int i = digits; i < 6; i++) {
      unit *= 10;
    }
    return nanos % unit == 0;
  }

  private static String text(LocalTime time) {
    StringBuilder text = new StringBuilder(15);
    twoDigits(text, time.getHour()).append(':');
    twoDigits(text, time.getMinute()).append(':');
    twoDigits(text, time.getSecond());
    int micros = time.getNano() / MICRO;
    if (micros != 0) {
      text.append('.').append(Integer.toString(1_000_000 + micros), 1, 7);
    }
    return withoutTrailingZeros(text.toString());
  }

  private static StringBuilder twoDigits(StringBuilder text, int value) {
    return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }

  /** A text without the trailing zeros of its fraction. */
  static String withoutTrailingZeros(String text) {
    int end = text.length();
    if (text.indexOf('.') >= 0) {
      while (text.charAt(end - 1) == '0') {
        end--;
      }
      if (text.charAt(end - 1) == '.') {
        end--;
      }
    }
    return text.substring(0, end);
  }
}
