package io.canopydb.proxy.wire.postgresql.codec;

import io.netty.buffer.ByteBuf;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arrays: dimensions with their lower bounds, then the elements, row by row (array_send of
 * src/backend/utils/adt/arrayfuncs.c).
 */
final class BinaryArray {
  private static final int MOST_DIMENSIONS = 6;

  private BinaryArray() {}

  /** Writes an element. */
  @FunctionalInterface
  interface Writer {
    void write(ByteBuf out, int type, String text) throws SQLException;
  }

  /** Reads an element. */
  @FunctionalInterface
  interface Reader {
    String read(ByteBuf in, int type) throws SQLException;
  }

  /** Writes one of its text: {@code {1,NULL,"a b"}} or {@code [0:1]={1,2}}. */
  static void write(ByteBuf out, int element, String text, Writer elements) throws SQLException {
    ArrayText array = ArrayText.read(text);
    out.writeInt(array.dimensions().size())
        .writeInt(array.elements().contains(null) ? 1 : 0)
        .writeInt(element);
    for (int i = 0; i < array.dimensions().size(); i++) {
      out.writeInt(array.dimensions().get(i)).writeInt(array.bounds().get(i));
    }
    for (String value : array.elements()) {
      if (value == null) {
        out.writeInt(-1);
      } else {
        int length = out.writerIndex();
        out.writeInt(0);
        elements.write(out, element, value);
        out.setInt(length, out.writerIndex() - length - 4);
      }
    }
  }

  /** Reads one; gives its text. */
  static String read(ByteBuf in, int element, Reader reader) throws SQLException {
    if (in.readableBytes() < 12) {
      throw MalformedValue.error();
    }
    int count = in.readInt();
    in.skipBytes(4);
    if (in.readInt() != element || count < 0 || count > MOST_DIMENSIONS) {
      throw MalformedValue.error();
    }
    if (in.readableBytes() < 8 * count) {
      throw MalformedValue.error();
    }
    List<Integer> dimensions = new ArrayList<>();
    List<Integer> bounds = new ArrayList<>();
    long elements = count == 0 ? 0 : 1;
    for (int i = 0; i < count; i++) {
      dimensions.add(in.readInt());
      bounds.add(in.readInt());
      elements *= dimensions.get(i);
      if (dimensions.get(i) < 0 || elements > in.readableBytes() / 4) {
        throw MalformedValue.error();
      }
    }
    List<@Nullable String> values = new ArrayList<>();
    for (long i = 0; i < elements; i++) {
      values.add(element(in, element, reader));
    }
    return new ArrayText(dimensions, bounds, values).text();
  }

  private static @Nullable String element(ByteBuf in, int type, Reader reader) throws SQLException {
    if (in.readableBytes() < 4) {
      throw MalformedValue.error();
    }
    int length = in.readInt();
    if (length == -1) {
      return null;
    }
    if (length < 0 || length > in.readableBytes()) {
      throw MalformedValue.error();
    }
    return reader.read(in.readSlice(length), type);
  }
}
