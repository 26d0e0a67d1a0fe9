package io.canopydb.proxy.wire.postgresql;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Reads the fields of a client's message. */
final class FrameReader {
  private FrameReader() {}

  /** A text that ends with a zero. */
  static String text(ByteBuf frame) throws SQLException {
    int length = frame.bytesBefore((byte) 0);
    if (length < 0) {
      throw violation("invalid string in message");
    }
    String text = frame.readCharSequence(length, StandardCharsets.UTF_8).toString();
    frame.skipBytes(1);
    return text;
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
