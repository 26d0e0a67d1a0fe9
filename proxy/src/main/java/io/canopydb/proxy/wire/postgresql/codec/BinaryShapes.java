package io.canopydb.proxy.wire.postgresql.codec;

import io.netty.buffer.ByteBuf;
import java.sql.SQLException;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points, and what two or three numbers more make of them; and strings of bits. */
final class BinaryShapes {
  private static final Pattern NUMBER = Pattern.compile("[-+0-9.eE]+|NaN|-?Infinity");

  private BinaryShapes() {}

  /** All the numbers in a text, one after the other. */
  static void write(ByteBuf out, String text) {
    Matcher numbers = NUMBER.matcher(text);
    while (numbers.find()) {
      out.writeDouble(Double.parseDouble(numbers.group()));
    }
  }

  /** The numbers of which each two are a point; servers take them without inner brackets too. */
  static String read(ByteBuf in) {
    StringJoiner numbers = new StringJoiner(",");
    while (in.isReadable()) {
      numbers.add(Double.toString(in.readDouble()));
    }
    return numbers.toString();
  }

  static void writeBits(ByteBuf out, String bits) {
    out.writeInt(bits.length());
    for (int i = 0; i < bits.length(); i += 8) {
      int octet = 0;
      for (int j = i; j < i + 8; j++) {
        octet = octet << 1 | (j < bits.length() && bits.charAt(j) == '1' ? 1 : 0);
      }
      out.writeByte(octet);
    }
  }

  static String readBits(ByteBuf in) throws SQLException {
    int length = in.readableBytes() < 4 ? -1 : in.readInt();
    if (length < 0 || in.readableBytes() != (length + 7L) / 8) {
      throw MalformedValue.error();
    }
    StringBuilder bits = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      int octet = in.getByte(in.readerIndex() + i / 8);
      bits.append((octet >> (7 - i % 8) & 1) == 1 ? '1' : '0');
    }
    return bits.toString();
  }
}
