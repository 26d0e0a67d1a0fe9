package io.canopydb.proxy.wire.postgresql.codec;

import io.netty.buffer.ByteBuf;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Dates and times: days and microseconds since the start of the year 2000, as src/include/datatype
 * of PostgreSQL's source has them. Years are those of the Gregorian calendar, also before it.
 */
final class BinaryTimes {
  private static final String INFINITY = "infinity";
  private static final String MINUS_INFINITY = "-infinity";
  private static final String BEFORE_CHRIST = " BC";
  private static final long EPOCH = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final long DAY = 86_400_000_000L;

  private BinaryTimes() {}

  static int date(String text) throws SQLException {
    return switch (text) {
      case INFINITY -> Integer.MAX_VALUE;
      case MINUS_INFINITY -> Integer.MIN_VALUE;
      default -> (int) days(text);
    };
  }

  /** {@code 2026-12-01} or {@code 0044-03-15 BC}. */
  private static long days(String text) throws SQLException {
    boolean before = text.endsWith(BEFORE_CHRIST);
    String date = before ? text.substring(0, text.length() - BEFORE_CHRIST.length()) : text;
    String[] parts = date.split("-", -1);
    try {
      int year = Integer.parseInt(parts[0]);
      return LocalDate.of(
                  before ? 1 - year : year, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))
              .toEpochDay()
          - EPOCH;
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException | DateTimeException e) {
      throw notIso(text, e);
    }
  }

  private static SQLException notIso(String text, Exception cause) {
    return new SQLException(
        "the binary format of dates and times needs DateStyle ISO; the server wrote " + text,
        "0A000",
        cause);
  }

  static String dateText(int days) {
    if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
      return days > 0 ? INFINITY : MINUS_INFINITY;
    }
    LocalDate date = LocalDate.ofEpochDay(days + EPOCH);
    return day(date) + era(date);
  }

  private static String day(LocalDate date) {
    int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
    return String.format(
        Locale.ROOT, "%04d-%02d-%02d", year, date.getMonthValue(), date.getDayOfMonth());
  }

  private static String era(LocalDate date) {
    return date.getYear() > 0 ? "" : BEFORE_CHRIST;
  }

  /** {@code 23:59:59.999999}, also {@code 24:00:00}. */
  static long time(String text) throws SQLException {
    String[] parts = text.split(":", -1);
    try {
      int point = parts[2].indexOf('.');
      String seconds = point < 0 ? parts[2] : parts[2].substring(0, point);
      String fraction = point < 0 ? "" : parts[2].substring(point + 1);
      return ((Integer.parseInt(parts[0]) * 60L + Integer.parseInt(parts[1])) * 60
                  + Integer.parseInt(seconds))
              * 1_000_000
          + Integer.parseInt((fraction + "000000").substring(0, 6));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw notIso(text, e);
    }
  }

  static String timeText(long micros) {
    long seconds = micros / 1_000_000;
    String text =
        String.format(
            Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    long fraction = micros % 1_000_000;
    return fraction == 0 ? text : text + String.format(Locale.ROOT, ".%06d", fraction);
  }

  static void writeTimeWithZone(ByteBuf out, String text) throws SQLException {
    int zone = zone(text, 0);
    out.writeLong(time(text.substring(0, zone))).writeInt(-(int) (offset(text, zone) / 1_000_000));
  }

  static String readTimeWithZone(ByteBuf in) {
    String time = timeText(in.readLong());
    int west = in.readInt();
    int east = Math.abs(west);
    return time
        + (west > 0 ? "-" : "+")
        + String.format(Locale.ROOT, "%02d:%02d:%02d", east / 3600, east / 60 % 60, east % 60);
  }

  /** {@code 2026-12-01 12:00:00.5}, with a time zone or without. */
  static long timestamp(String text) throws SQLException {
    if (text.equals(INFINITY)) {
      return Long.MAX_VALUE;
    }
    if (text.equals(MINUS_INFINITY)) {
      return Long.MIN_VALUE;
    }
    boolean before = text.endsWith(BEFORE_CHRIST);
    String stamp = before ? text.substring(0, text.length() - BEFORE_CHRIST.length()) : text;
    int blank = stamp.indexOf(' ');
    if (blank < 0) {
      throw notIso(text, new IllegalArgumentException("no time"));
    }
    String date = stamp.substring(0, blank);
    int zone = zone(stamp, blank);
    return days(before ? date + BEFORE_CHRIST : date) * DAY
        + time(stamp.substring(blank + 1, zone))
        - offset(stamp, zone);
  }

  /** Where the time zone begins; the end where there is none. */
  private static int zone(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '+' || text.charAt(i) == '-') {
        return i;
      }
    }
    return text.length();
  }

  /** {@code +02}, {@code -03:30} or {@code +00:19:32}, in microseconds. */
  private static long offset(String text, int zone) throws SQLException {
    if (zone == text.length()) {
      return 0;
    }
    String[] parts = text.substring(zone + 1).split(":", -1);
    long seconds = 0;
    try {
      for (int i = 0; i < 3; i++) {
        seconds = seconds * 60 + (i < parts.length ? Integer.parseInt(parts[i]) : 0);
      }
    } catch (NumberFormatException e) {
      throw notIso(text, e);
    }
    return (text.charAt(zone) == '-' ? -seconds : seconds) * 1_000_000;
  }

  /**
   * @param zone what is written behind the time
   */
  static String timestampText(long micros, String zone) {
    if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
      return micros > 0 ? INFINITY : MINUS_INFINITY;
    }
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(micros, DAY) + EPOCH);
    return day(date) + " " + timeText(Math.floorMod(micros, DAY)) + zone + era(date);
  }
}
