package io.canopydb.proxy.wire.postgresql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message of the extended query protocol. Immutable. */
sealed interface Step {

  /**
   * Parse.
   *
   * @param types of the first parameters; 0 for one that the engine is to infer
   */
  record Parse(String statement, String text, List<Integer> types) implements Step {}

  /**
   * Bind.
   *
   * @param values as they came; null for NULL
   */
  record Bind(
      String portal,
      String statement,
      Formats parameterFormats,
      List<byte @Nullable []> values,
      Formats resultFormats)
      implements Step {}

  /** Describe of a statement. */
  record DescribeStatement(String statement) implements Step {}

  /** Describe of a portal. */
  record DescribePortal(String portal) implements Step {}

  /**
   * Execute.
   *
   * @param max how many rows to give; 0 for all
   */
  record Execute(String portal, int max) implements Step {}

  /** Close of a statement. */
  record CloseStatement(String statement) implements Step {}

  /** Close of a portal. */
  record ClosePortal(String portal) implements Step {}

  /** Reads a message behind its type and length. */
  static Step read(byte type, ByteBuf frame) throws SQLException {
    try {
      Step step = known(type, frame);
      FrameReader.end(frame);
      return step;
    } catch (IndexOutOfBoundsException e) {
      throw FrameReader.violation("insufficient data left in message");
    }
  }

  private static Step known(byte type, ByteBuf frame) throws SQLException {
    return switch (type) {
      case 'P' -> parse(frame);
      case 'B' -> bind(frame);
      case 'D' -> {
        byte what = frame.readByte();
        String name = FrameReader.text(frame);
        yield statement(what, "DESCRIBE") ? new DescribeStatement(name) : new DescribePortal(name);
      }
      case 'E' -> new Execute(FrameReader.text(frame), Math.max(0, frame.readInt()));
      default -> {
        byte what = frame.readByte();
        String name = FrameReader.text(frame);
        yield statement(what, "CLOSE") ? new CloseStatement(name) : new ClosePortal(name);
      }
    };
  }

  private static boolean statement(byte what, String message) throws SQLException {
    return switch (what) {
      case 'S' -> true;
      case 'P' -> false;
      default -> throw FrameReader.violation("invalid " + message + " message subtype " + what);
    };
  }

  private static Parse parse(ByteBuf frame) throws SQLException {
    String name = FrameReader.text(frame);
    String text = FrameReader.text(frame);
    int count = frame.readUnsignedShort();
    List<Integer> types = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      types.add(frame.readInt());
    }
    return new Parse(name, text, List.copyOf(types));
  }

  private static Bind bind(ByteBuf frame) throws SQLException {
    String portal = FrameReader.text(frame);
    String statement = FrameReader.text(frame);
    Formats parameterFormats = Formats.read(frame);
    int count = frame.readUnsignedShort();
    List<byte @Nullable []> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = frame.readInt();
      values.add(length == -1 ? null : ByteBufUtil.getBytes(FrameReader.slice(frame, length)));
    }
    if (!parameterFormats.suits(count)) {
      throw FrameReader.violation(
          "bind message has "
              + parameterFormats.codes().length
              + " parameter formats but "
              + count
              + " parameters");
    }
    return new Bind(portal, statement, parameterFormats, values, Formats.read(frame));
  }
}
