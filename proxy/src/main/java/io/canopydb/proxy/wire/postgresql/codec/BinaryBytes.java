package io.canopydb.proxy.wire.postgresql.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** A bytea of the text that a server writes, by whichever bytea_output. */
final class BinaryBytes {
  private BinaryBytes() {}

  static void write(ByteBuf out, String text) {
    if (text.startsWith("\\x")) {
      out.writeBytes(ByteBufUtil.decodeHexDump(text, 2, text.length() - 2));
      return;
    }
    // Bytes of ASCII stand for themselves, a backslash is doubled, all else is octal.
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '\\') {
        out.writeByte(c);
        at++;
      } else if (text.charAt(at + 1) == '\\') {
        out.writeByte('\\');
        at += 2;
      } else {
        out.writeByte(Integer.parseInt(text.substring(at + 1, at + 4), 8));
        at += 4;
      }
    }
  }
}
