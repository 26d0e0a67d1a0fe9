package io.canopydb.proxy.wire.postgresql;

import io.netty.buffer.ByteBuf;
import java.sql.SQLException;

/**
 * In which form values are: each as text (0) or binary (1), as Bind says it: none for all as text,
 * one for all alike, or one each.
 */
record Formats(short[] codes) {
  static final Formats TEXT = new Formats(new short[0]);

  /** Reads them. */
  static Formats read(ByteBuf frame) throws SQLException {
    int count = frame.readUnsignedShort();
    if (count == 0) {
      return TEXT;
    }
    short[] codes = new short[count];
    for (int i = 0; i < count; i++) {
      codes[i] = frame.readShort();
      if (codes[i] != 0 && codes[i] != 1) {
        throw new SQLException("unsupported format code: " + codes[i], "22023");
      }
    }
    return new Formats(codes);
  }

  /** The form of a value, counted from 0. */
  int of(int i) {
    return switch (codes.length) {
      case 0 -> 0;
      case 1 -> codes[0];
      default -> i < codes.length ? codes[i] : 0;
    };
  }

  boolean binary(int i) {
    return of(i) == 1;
  }

  /** Whether it can be that of so many values. */
  boolean suits(int values) {
    return codes.length <= 1 || codes.length == values;
  }
}
