package io.canopydb.proxy.wire.mysql.codec;

import io.netty.buffer.ByteBuf;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads the values that a client binds, in the binary form of prepared statements. */
public final class BinaryParameters {
  private static final int UNSIGNED = 0x8000;
  private static final int HOURS_A_DAY = 24;

  private BinaryParameters() {}

  /**
   * Reads a value that is not NULL: a Long, a BigInteger, a Double, a BigDecimal, a String, or
   * bytes. Times are texts, which may be such as Java has no object for.
   *
   * @param type the type's number, and its bit for numbers without sign
   */
  public static Object read(ByteBuf in, int type, Charset charset) throws MalformedPacketException {
    boolean unsigned = (type & UNSIGNED) != 0;
    return switch (type & 0xFF) {
      case FieldType.TINY -> {
        int value = Fields.readByte(in);
        yield (long) (unsigned ? value : (byte) value);
      }
      case FieldType.SHORT, FieldType.YEAR -> {
        int value = Fields.readShort(in);
        yield (long) (unsigned ? value : (short) value);
      }
      case FieldType.LONG, FieldType.INT24 -> {
        int value = Fields.readInt(in);
        yield unsigned ? Integer.toUnsignedLong(value) : (long) value;
      }
      case FieldType.LONGLONG -> {
        long value = Fields.readLong(in);
        yield unsigned && value < 0 ? new BigInteger(Long.toUnsignedString(value)) : (Object) value;
      }
      case FieldType.FLOAT -> (double) Float.intBitsToFloat(Fields.readInt(in));
      case FieldType.DOUBLE -> Double.longBitsToDouble(Fields.readLong(in));
      case FieldType.DECIMAL, FieldType.NEWDECIMAL -> decimal(Fields.readBytes(in));
      case FieldType.DATE, FieldType.DATETIME, FieldType.TIMESTAMP ->
          dateTime(in, (type & 0xFF) == FieldType.DATE);
      case FieldType.TIME -> time(in);
      case FieldType.TINY_BLOB,
          FieldType.MEDIUM_BLOB,
          FieldType.LONG_BLOB,
          FieldType.BLOB,
          FieldType.BIT,
          FieldType.GEOMETRY ->
          Fields.readBytes(in);
      case FieldType.VARCHAR,
          FieldType.VAR_STRING,
          FieldType.STRING,
          FieldType.ENUM,
          FieldType.SET,
          FieldType.JSON ->
          text(Fields.readBytes(in), charset);
      default -> throw new MalformedPacketException("no type has the number " + (type & 0xFF));
    };
  }

  /** A text; bytes that are none stay what they are, as a server takes them. */
  public static Object text(byte[] bytes, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return bytes;
    }
  }

  /** A number in digits; what is none the server is to judge. */
  private static Object decimal(byte[] digits) {
    String text = new String(digits, StandardCharsets.US_ASCII);
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private static String dateTime(ByteBuf in, boolean date) throws MalformedPacketException {
    int length = Fields.readByte(in);
    if (length != 0 && length != 4 && length != 7 && length != 11) {
      throw new MalformedPacketException("no date is " + length + " bytes long");
    }
    int year = length == 0 ? 0 : Fields.readShort(in);
    int month = length == 0 ? 0 : Fields.readByte(in);
    int day = length == 0 ? 0 : Fields.readByte(in);
    int hour = length < 7 ? 0 : Fields.readByte(in);
    int minute = length < 7 ? 0 : Fields.readByte(in);
    int second = length < 7 ? 0 : Fields.readByte(in);
    int micros = length < 11 ? 0 : Fields.readInt(in);
    String day10 = String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
    return date && length < 7
        ? day10
        : day10
            + String.format(Locale.ROOT, " %02d:%02d:%02d", hour, minute, second)
            + fraction(micros);
  }

  private static String fraction(int micros) {
    return micros == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros);
  }

  private static String time(ByteBuf in) throws MalformedPacketException {
    int length = Fields.readByte(in);
    if (length == 0) {
      return "00:00:00";
    }
    if (length != 8 && length != 12) {
      throw new MalformedPacketException("no time is " + length + " bytes long");
    }
    boolean negative = Fields.readByte(in) != 0;
    long days = Integer.toUnsignedLong(Fields.readInt(in));
    long hours = days * HOURS_A_DAY + Fields.readByte(in);
    int minutes = Fields.readByte(in);
    int seconds = Fields.readByte(in);
    int micros = length == 12 ? Fields.readInt(in) : 0;
    return (negative ? "-" : "")
        + String.format(Locale.ROOT, "%02d:%02d:%02d", hours, minutes, seconds)
        + fraction(micros);
  }
}
