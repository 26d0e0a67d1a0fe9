package io.canopydb.proxy.wire.mysql.codec;

import io.netty.buffer.ByteBuf;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The parts that packets are made of: numbers and texts of a length that is written before. */
public final class Fields {
  /** What stands for NULL in a row of texts. */
  public static final int NULL = 0xFB;

  private static final int TWO_BYTES = 0xFC;
  private static final int THREE_BYTES = 0xFD;
  private static final int EIGHT_BYTES = 0xFE;

  private Fields() {}

  /** A number in as few bytes as it needs. */
  public static void writeNumber(ByteBuf out, long value) {
    if (value >= 0 && value < NULL) {
      out.writeByte((int) value);
    } else if (value >= 0 && value <= 0xFFFF) {
      out.writeByte(TWO_BYTES).writeShortLE((int) value);
    } else if (value >= 0 && value <= 0xFF_FFFF) {
      out.writeByte(THREE_BYTES).writeMediumLE((int) value);
    } else {
      out.writeByte(EIGHT_BYTES).writeLongLE(value);
    }
  }

  public static void writeBytes(ByteBuf out, byte[] bytes) {
    writeNumber(out, bytes.length);
    out.writeBytes(bytes);
  }

  public static void writeText(ByteBuf out, String text, Charset charset) {
    writeBytes(out, text.getBytes(charset));
  }

  /** A text that a zero byte ends. */
  public static void writeEnded(ByteBuf out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8)).writeByte(0);
  }

  // Reading: what is not there is malformed

  private static void need(ByteBuf in, long bytes) throws MalformedPacketException {
    if (bytes < 0 || bytes > in.readableBytes()) {
      throw new MalformedPacketException("the packet ends before what it announces");
    }
  }

  public static int readByte(ByteBuf in) throws MalformedPacketException {
    need(in, 1);
    return in.readUnsignedByte();
  }

  public static int readShort(ByteBuf in) throws MalformedPacketException {
    need(in, 2);
    return in.readUnsignedShortLE();
  }

  public static int readInt(ByteBuf in) throws MalformedPacketException {
    need(in, 4);
    return in.readIntLE();
  }

  public static long readLong(ByteBuf in) throws MalformedPacketException {
    need(in, 8);
    return in.readLongLE();
  }

  /** A number as {@link #writeNumber} writes it. */
  public static long readNumber(ByteBuf in) throws MalformedPacketException {
    int first = readByte(in);
    switch (first) {
      case TWO_BYTES -> {
        return readShort(in);
      }
      case THREE_BYTES -> {
        need(in, 3);
        return in.readUnsignedMediumLE();
      }
      case EIGHT_BYTES -> {
        return readLong(in);
      }
      default -> {
        if (first >= NULL) {
          throw new MalformedPacketException("no number begins with " + first);
        }
        return first;
      }
    }
  }

  public static byte[] readBytes(ByteBuf in) throws MalformedPacketException {
    return readBytes(in, readNumber(in));
  }

  public static byte[] readBytes(ByteBuf in, long length) throws MalformedPacketException {
    need(in, length);
    byte[] bytes = new byte[(int) length];
    in.readBytes(bytes);
    return bytes;
  }

  public static void skip(ByteBuf in, int bytes) throws MalformedPacketException {
    need(in, bytes);
    in.skipBytes(bytes);
  }

  /** A text up to a zero byte. */
  public static String readEnded(ByteBuf in) throws MalformedPacketException {
    return new String(readEndedBytes(in), StandardCharsets.UTF_8);
  }

  public static byte[] readEndedBytes(ByteBuf in) throws MalformedPacketException {
    int length = in.bytesBefore((byte) 0);
    if (length < 0) {
      throw new MalformedPacketException("no zero byte ends a text");
    }
    byte[] bytes = readBytes(in, length);
    in.skipBytes(1);
    return bytes;
  }

  /** Likewise, where the last text of a packet may stand without its zero byte. */
  public static @Nullable String readEndedOrRest(ByteBuf in) {
    if (!in.isReadable()) {
      return null;
    }
    int length = in.bytesBefore((byte) 0);
    String text =
        in.readCharSequence(length < 0 ? in.readableBytes() : length, StandardCharsets.UTF_8)
            .toString();
    if (length >= 0) {
      in.skipBytes(1);
    }
    return text;
  }

  /** All that is left. */
  public static byte[] readRest(ByteBuf in) {
    byte[] bytes = new byte[in.readableBytes()];
    in.readBytes(bytes);
    return bytes;
  }
}
