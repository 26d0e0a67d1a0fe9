package io.canopydb.proxy.wire.postgresql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Locale;

/** Reads the fields of a client's message. */
final class FrameReader {
  private FrameReader() {}

  /** A text that ends with a zero. */
  static String text(ByteBuf frame) throws SQLException {
    int length = frame.bytesBefore((byte) 0);
    if (length < 0) {
      throw violation("invalid string in message");
    }
    String text = utf8(frame.readSlice(length));
    frame.skipBytes(1);
    return text;
  }

  /** All of it as text. */
  static String utf8(ByteBuf bytes) throws SQLException {
    if (!ByteBufUtil.isText(bytes, StandardCharsets.UTF_8)) {
      throw new SQLException(
          "invalid byte sequence for encoding \"UTF8\": " + firstWrong(bytes), "22021");
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The byte that is no part of a character. */
  private static String firstWrong(ByteBuf bytes) {
    String decoded = bytes.toString(StandardCharsets.UTF_8);
    int before =
        decoded.substring(0, decoded.indexOf('\ufffd')).getBytes(StandardCharsets.UTF_8).length;
    return String.format(
        Locale.ROOT, "0x%02x", bytes.getUnsignedByte(bytes.readerIndex() + before));
  }

  /** That nothing stands behind what was read. */
  static void end(ByteBuf frame) throws SQLException {
    if (frame.isReadable()) {
      throw violation("invalid message format");
    }
  }

  /** So many bytes. */
  static ByteBuf slice(ByteBuf frame, int length) throws SQLException {
    if (length < 0 || length > frame.readableBytes()) {
      throw violation("insufficient data left in message");
    }
    return frame.readSlice(length);
  }

  /** What is wrong with a message itself. */
  static SQLException violation(String message) {
    return new SQLException(message, "08P01");
  }
}
