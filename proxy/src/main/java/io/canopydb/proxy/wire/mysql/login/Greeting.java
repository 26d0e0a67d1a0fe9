package io.canopydb.proxy.wire.mysql.login;

import io.canopydb.proxy.wire.mysql.codec.Capability;
import io.canopydb.proxy.wire.mysql.codec.Fields;
import io.netty.buffer.ByteBuf;
import java.security.SecureRandom;

/**
 * What the server says first: who it is, what it can do, and what a client is to prove its password
 * over.
 *
 * @param version the version of the server, as clients judge it
 * @param connection the number of the connection
 * @param capabilities the bits of what the server can do
 * @param nonce 20 bytes, none of them zero, new for each connection
 */
public record Greeting(String version, int connection, int capabilities, byte[] nonce) {
  static final String PLUGIN = "caching_sha2_password";

  private static final int PROTOCOL = 10;
  private static final int NONCE_BYTES = 20;
  private static final int FIRST_PART = 8;

  /** utf8mb4_0900_ai_ci. */
  private static final int COLLATION = 255;

  /** SERVER_STATUS_AUTOCOMMIT. */
  private static final int AUTOCOMMIT = 2;

  /** A nonce for one connection. */
  public static byte[] nonce(SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    for (int i = 0; i < nonce.length; i++) {
      nonce[i] = (byte) (1 + random.nextInt(127));
    }
    return nonce;
  }

  /** Writes it, without a header. */
  public void write(ByteBuf out) {
    out.writeByte(PROTOCOL);
    Fields.writeEnded(out, version);
    out.writeIntLE(connection);
    out.writeBytes(nonce, 0, FIRST_PART).writeByte(0);
    out.writeShortLE(capabilities & 0xFFFF);
    out.writeByte(COLLATION);
    out.writeShortLE(AUTOCOMMIT);
    out.writeShortLE(capabilities >>> 16);
    out.writeByte(NONCE_BYTES + 1);
    out.writeZero(10);
    out.writeBytes(nonce, FIRST_PART, NONCE_BYTES - FIRST_PART).writeByte(0);
    Fields.writeEnded(out, PLUGIN);
  }

  boolean offers(int capability) {
    return (capabilities & capability) != 0;
  }

  /** The bits that both sides have. */
  int common(int clients) {
    return clients & (capabilities | Capability.SSL);
  }
}
