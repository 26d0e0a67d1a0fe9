package io.canopydb.proxy.wire.postgresql.codec;

import io.netty.buffer.ByteBuf;
import java.sql.SQLException;
import java.util.Locale;

/** An interval: microseconds, days and months, each with its sign. */
final class BinaryInterval {
  private BinaryInterval() {}

  /** Writes one of a text with IntervalStyle postgres: {@code 1 year -2 mons 3 days 04:05:06.7}. */
  static void write(ByteBuf out, String text) throws SQLException {
    if (text.equals("infinity") || text.equals("-infinity")) {
      boolean above = text.charAt(0) != '-';
      out.writeLong(above ? Long.MAX_VALUE : Long.MIN_VALUE)
          .writeInt(above ? Integer.MAX_VALUE : Integer.MIN_VALUE)
          .writeInt(above ? Integer.MAX_VALUE : Integer.MIN_VALUE);
      return;
    }
    long micros = 0;
    int days = 0;
    int months = 0;
    String[] words = text.split(" ", -1);
    try {
      for (int i = 0; i < words.length; i++) {
        if (words[i].indexOf(':') >= 0) {
          boolean negative = words[i].startsWith("-");
          String time = negative || words[i].startsWith("+") ? words[i].substring(1) : words[i];
          micros = negative ? -BinaryTimes.time(time) : BinaryTimes.time(time);
        } else {
          int count = Integer.parseInt(words[i]);
          switch (words[++i]) {
            case "year", "years" -> months += 12 * count;
            case "mon", "mons" -> months += count;
            case "day", "days" -> days += count;
            default -> throw otherStyle(text);
          }
        }
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw otherStyle(text);
    }
    out.writeLong(micros).writeInt(days).writeInt(months);
  }

  private static SQLException otherStyle(String text) {
    return new SQLException(
        "the binary format of intervals needs IntervalStyle postgres; the server wrote " + text,
        "0A000");
  }

  /** As every IntervalStyle reads it. */
  static String read(ByteBuf in) {
    long micros = in.readLong();
    int days = in.readInt();
    int months = in.readInt();
    if (Math.abs((long) months) >= Integer.MAX_VALUE
        && Math.abs((long) days) >= Integer.MAX_VALUE) {
      return months > 0 ? "infinity" : "-infinity";
    }
    return String.format(Locale.ROOT, "%d mons %d days %d microseconds", months, days, micros);
  }
}
