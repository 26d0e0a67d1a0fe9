package io.canopydb.proxy.wire.postgresql.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Values in PostgreSQL's binary format (the send and receive functions of its types), of the texts
 * that a server writes with DateStyle ISO, and back.
 */
public final class BinaryValues {
  private static final int JSONB_VERSION = 1;

  private BinaryValues() {}

  /**
   * Writes a value in binary.
   *
   * @param type the OID of its type
   * @param text as the server writes it
   * @throws SQLException if there is no binary form for the type here
   */
  public static void write(ByteBuf out, int type, String text) throws SQLException {
    try {
      writeKnown(out, type, text);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new SQLException(
          "a leaf's text of type " + TypeIds.name(type) + " can't be put into binary", "XX000", e);
    }
  }

  private static void writeKnown(ByteBuf out, int type, String text) throws SQLException {
    switch (type) {
      case TypeIds.BOOL -> out.writeBoolean(text.equals("t"));
      case TypeIds.INT2 -> out.writeShort(Integer.parseInt(text));
      case TypeIds.INT4 -> out.writeInt(Integer.parseInt(text));
      case TypeIds.INT8 -> out.writeLong(Long.parseLong(text));
      case TypeIds.OID -> out.writeInt((int) Long.parseLong(text));
      case TypeIds.FLOAT4 -> out.writeFloat(Float.parseFloat(text));
      case TypeIds.FLOAT8 -> out.writeDouble(Double.parseDouble(text));
      case TypeIds.NUMERIC -> BinaryNumeric.write(out, text);
      case TypeIds.BYTEA -> BinaryBytes.write(out, text);
      case TypeIds.DATE -> out.writeInt(BinaryTimes.date(text));
      case TypeIds.TIME -> out.writeLong(BinaryTimes.time(text));
      case TypeIds.TIMETZ -> BinaryTimes.writeTimeWithZone(out, text);
      case TypeIds.TIMESTAMP, TypeIds.TIMESTAMPTZ -> out.writeLong(BinaryTimes.timestamp(text));
      case TypeIds.INTERVAL -> BinaryInterval.write(out, text);
      case TypeIds.UUID -> {
        UUID uuid = UUID.fromString(text);
        out.writeLong(uuid.getMostSignificantBits()).writeLong(uuid.getLeastSignificantBits());
      }
      case TypeIds.INET, TypeIds.CIDR -> BinaryNetwork.write(out, type == TypeIds.CIDR, text);
      case TypeIds.MACADDR -> BinaryNetwork.writeMac(out, text);
      case TypeIds.POINT, TypeIds.BOX, TypeIds.LSEG -> BinaryShapes.write(out, text);
      case TypeIds.BIT, TypeIds.VARBIT -> BinaryShapes.writeBits(out, text);
      case TypeIds.VOID -> {}
      case TypeIds.JSONB -> {
        out.writeByte(JSONB_VERSION);
        out.writeCharSequence(text, StandardCharsets.UTF_8);
      }
      case TypeIds.TEXT,
          TypeIds.VARCHAR,
          TypeIds.BPCHAR,
          TypeIds.NAME,
          TypeIds.JSON,
          TypeIds.XML,
          TypeIds.CHAR,
          TypeIds.REFCURSOR,
          TypeIds.UNKNOWN ->
          out.writeCharSequence(text, StandardCharsets.UTF_8);
      default -> {
        int element = TypeIds.element(type);
        if (element == 0) {
          throw unknown(type);
        }
        BinaryArray.write(out, element, text, BinaryValues::write);
      }
    }
  }

  /**
   * Reads a value in binary.
   *
   * @param in the value, all of it
   * @return its text, which a server reads
   * @throws SQLException if it is malformed, or there is no binary form for the type here
   */
  public static String read(ByteBuf in, int type) throws SQLException {
    return switch (type) {
      case TypeIds.BOOL -> sized(in, 1).readBoolean() ? "t" : "f";
      case TypeIds.INT2 -> Short.toString(sized(in, 2).readShort());
      case TypeIds.INT4 -> Integer.toString(sized(in, 4).readInt());
      case TypeIds.INT8 -> Long.toString(sized(in, 8).readLong());
      case TypeIds.OID -> Long.toString(sized(in, 4).readUnsignedInt());
      case TypeIds.FLOAT4 -> Float.toString(sized(in, 4).readFloat());
      case TypeIds.FLOAT8 -> Double.toString(sized(in, 8).readDouble());
      case TypeIds.NUMERIC -> BinaryNumeric.read(in);
      case TypeIds.BYTEA -> "\\x" + ByteBufUtil.hexDump(in);
      case TypeIds.DATE -> BinaryTimes.dateText(sized(in, 4).readInt());
      case TypeIds.TIME -> BinaryTimes.timeText(sized(in, 8).readLong());
      case TypeIds.TIMETZ -> BinaryTimes.readTimeWithZone(sized(in, 12));
      case TypeIds.TIMESTAMP -> BinaryTimes.timestampText(sized(in, 8).readLong(), "");
      case TypeIds.TIMESTAMPTZ -> BinaryTimes.timestampText(sized(in, 8).readLong(), "+00");
      case TypeIds.INTERVAL -> BinaryInterval.read(sized(in, 16));
      case TypeIds.UUID -> new UUID(sized(in, 16).readLong(), in.readLong()).toString();
      case TypeIds.INET, TypeIds.CIDR -> BinaryNetwork.read(in);
      case TypeIds.MACADDR -> ByteBufUtil.hexDump(sized(in, 6));
      case TypeIds.POINT -> BinaryShapes.read(sized(in, 16));
      case TypeIds.BOX, TypeIds.LSEG -> BinaryShapes.read(sized(in, 32));
      case TypeIds.BIT, TypeIds.VARBIT -> BinaryShapes.readBits(in);
      case TypeIds.JSONB -> {
        if (!in.isReadable() || in.readByte() != JSONB_VERSION) {
          throw new SQLException("unsupported jsonb version number", "22P03");
        }
        yield in.toString(StandardCharsets.UTF_8);
      }
      case TypeIds.TEXT,
          TypeIds.VARCHAR,
          TypeIds.BPCHAR,
          TypeIds.NAME,
          TypeIds.JSON,
          TypeIds.XML,
          TypeIds.CHAR,
          TypeIds.REFCURSOR,
          TypeIds.UNKNOWN,
          TypeIds.UNSPECIFIED ->
          in.toString(StandardCharsets.UTF_8);
      default -> {
        if (TypeIds.element(type) == 0) {
          throw unknown(type);
        }
        yield BinaryArray.read(in, TypeIds.element(type), BinaryValues::read);
      }
    };
  }

  private static ByteBuf sized(ByteBuf in, int bytes) throws SQLException {
    if (in.readableBytes() < bytes) {
      throw new SQLException("insufficient data left in message", "08P01");
    }
    if (in.readableBytes() > bytes) {
      throw MalformedValue.error();
    }
    return in;
  }

  private static SQLException unknown(int type) {
    String name = TypeIds.name(type);
    return new SQLException(
        "the binary format of type "
            + (name == null ? "with OID " + Integer.toUnsignedString(type) : name)
            + " is not supported; ask for the text format",
        "0A000");
  }

  /** A value in binary by itself. */
  public static byte[] bytes(int type, String text) throws SQLException {
    ByteBuf out = Unpooled.buffer(Math.max(16, text.length()));
    write(out, type, text);
    return ByteBufUtil.getBytes(out);
  }
}
