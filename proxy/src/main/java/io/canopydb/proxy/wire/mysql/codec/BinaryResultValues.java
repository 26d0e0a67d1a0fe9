package io.canopydb.proxy.wire.mysql.codec;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Writes values in the binary form of prepared statements, of the texts that a server prints. */
public final class BinaryResultValues {
  private static final int MICRO_DIGITS = 6;
  private static final int DATE_LENGTH = 10;
  private static final int HOURS_A_DAY = 24;

  private BinaryResultValues() {}

  /**
   * Writes a value.
   *
   * @param type of its column, as {@link FieldType} has it
   * @param text as the server prints it; of BIT, BLOB and texts the bytes themselves
   */
  public static void write(ByteBuf to, int type, byte[] text) {
    switch (type) {
      case FieldType.TINY -> to.writeByte((int) whole(text, 0, text.length));
      case FieldType.SHORT, FieldType.YEAR -> to.writeShortLE((int) whole(text, 0, text.length));
      case FieldType.LONG, FieldType.INT24 -> to.writeIntLE((int) whole(text, 0, text.length));
      case FieldType.LONGLONG -> to.writeLongLE(whole(text, 0, text.length));
      case FieldType.FLOAT -> to.writeFloatLE(Float.parseFloat(ascii(text)));
      case FieldType.DOUBLE -> to.writeDoubleLE(Double.parseDouble(ascii(text)));
      case FieldType.DATE, FieldType.DATETIME, FieldType.TIMESTAMP -> dateTime(to, text);
      case FieldType.TIME -> time(to, text);
      default -> Fields.writeBytes(to, text);
    }
  }

  private static String ascii(byte[] text) {
    return new String(text, StandardCharsets.US_ASCII);
  }

  /** A whole number; one of 64 bits without sign becomes the number with the same bits. */
  private static long whole(byte[] text, int from, int end) {
    boolean negative = from < end && text[from] == '-';
    long value = 0;
    for (int i = negative ? from + 1 : from; i < end; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new NumberFormatException(ascii(text));
      }
      value = value * 10 + digit;
    }
    return negative ? -value : value;
  }

  /** {@code 2026-12-01 10:20:30.123}. */
  private static void dateTime(ByteBuf to, byte[] text) {
    int year = (int) whole(text, 0, 4);
    int month = (int) whole(text, 5, 7);
    int day = (int) whole(text, 8, DATE_LENGTH);
    int hour = 0;
    int minute = 0;
    int second = 0;
    int micros = 0;
    if (text.length > DATE_LENGTH) {
      hour = (int) whole(text, 11, 13);
      minute = (int) whole(text, 14, 16);
      second = (int) whole(text, 17, 19);
      micros = micros(text, 19);
    }
    boolean withTime = (hour | minute | second | micros) != 0;
    if (!withTime && (year | month | day) == 0) {
      to.writeByte(0);
      return;
    }
    to.writeByte(micros != 0 ? 11 : withTime ? 7 : 4);
    to.writeShortLE(year).writeByte(month).writeByte(day);
    if (withTime) {
      to.writeByte(hour).writeByte(minute).writeByte(second);
    }
    if (micros != 0) {
      to.writeIntLE(micros);
    }
  }

  /** The digits behind the point that stands there; none where there is no point. */
  private static int micros(byte[] text, int point) {
    if (point >= text.length) {
      return 0;
    }
    int micros = (int) whole(text, point + 1, text.length);
    for (int i = text.length - point - 1; i < MICRO_DIGITS; i++) {
      micros *= 10;
    }
    return micros;
  }

  /** {@code -838:59:59.000000}. */
  private static void time(ByteBuf to, byte[] text) {
    int from = text[0] == '-' ? 1 : 0;
    int colon = from;
    while (text[colon] != ':') {
      colon++;
    }
    int hours = (int) whole(text, from, colon);
    int minutes = (int) whole(text, colon + 1, colon + 3);
    int seconds = (int) whole(text, colon + 4, colon + 6);
    int micros = micros(text, colon + 6);
    if ((hours | minutes | seconds | micros) == 0) {
      to.writeByte(0);
      return;
    }
    to.writeByte(micros != 0 ? 12 : 8).writeByte(from);
    to.writeIntLE(hours / HOURS_A_DAY).writeByte(hours % HOURS_A_DAY);
    to.writeByte(minutes).writeByte(seconds);
    if (micros != 0) {
      to.writeIntLE(micros);
    }
  }
}
