package io.canopydb.proxy.wire.postgresql.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.NetUtil;
import java.sql.SQLException;

/**
 * Addresses of networks: family, bits of the network, whether it is a cidr, and the address
 * (network_send of src/backend/utils/adt/network.c).
 */
final class BinaryNetwork {
  private static final int FAMILY_4 = 2;
  private static final int FAMILY_6 = 3;

  private BinaryNetwork() {}

  static void write(ByteBuf out, boolean cidr, String text) throws SQLException {
    int slash = text.indexOf('/');
    byte[] address =
        NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      throw new SQLException("the server wrote an address that can't be read", "XX000");
    }
    int bits = slash < 0 ? 8 * address.length : Integer.parseInt(text.substring(slash + 1));
    out.writeByte(address.length == 4 ? FAMILY_4 : FAMILY_6)
        .writeByte(bits)
        .writeBoolean(cidr)
        .writeByte(address.length)
        .writeBytes(address);
  }

  static String read(ByteBuf in) throws SQLException {
    if (in.readableBytes() != 8 && in.readableBytes() != 20) {
      throw MalformedValue.error();
    }
    in.skipBytes(1);
    int bits = in.readUnsignedByte();
    in.skipBytes(2);
    byte[] address = ByteBufUtil.getBytes(in);
    if (bits > 8 * address.length) {
      throw MalformedValue.error();
    }
    return NetUtil.bytesToIpAddress(address) + "/" + bits;
  }

  /** A macaddr: {@code 08:00:2b:01:02:03}. */
  static void writeMac(ByteBuf out, String text) {
    out.writeBytes(ByteBufUtil.decodeHexDump(text.replace(":", "")));
  }
}
