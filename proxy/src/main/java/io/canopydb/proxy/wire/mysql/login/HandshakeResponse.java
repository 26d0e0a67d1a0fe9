package io.canopydb.proxy.wire.mysql.login;

import io.canopydb.proxy.wire.mysql.codec.Capability;
import io.canopydb.proxy.wire.mysql.codec.Fields;
import io.canopydb.proxy.wire.mysql.codec.MalformedPacketException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client answers to the greeting.
 *
 * @param capabilities what both sides can do
 * @param collation the number of the client's
 * @param proof what it proves its password by, in the way of its plugin
 * @param database null for none
 * @param plugin null where it names none
 * @param attributes what it says of itself
 */
record HandshakeResponse(
    int capabilities,
    int collation,
    String user,
    byte[] proof,
    @Nullable String database,
    @Nullable String plugin,
    Map<String, String> attributes) {

  private static final int UNUSED = 23;

  /** How many attributes are kept of those that a client gives. */
  private static final int MOST_ATTRIBUTES = 64;

  static HandshakeResponse read(ByteBuf in, Greeting greeting) throws MalformedPacketException {
    int clients = Fields.readInt(in);
    int capabilities = greeting.common(clients);
    if ((clients & Capability.PROTOCOL_41) == 0) {
      throw new MalformedPacketException("a client of the time before MySQL 4.1");
    }
    Fields.readInt(in);
    int collation = Fields.readByte(in);
    Fields.skip(in, UNUSED);
    String user = Fields.readEnded(in);
    byte[] proof = proof(in, clients);
    String database =
        (clients & Capability.CONNECT_WITH_DB) != 0 ? Fields.readEndedOrRest(in) : null;
    String plugin = (clients & Capability.PLUGIN_AUTH) != 0 ? Fields.readEndedOrRest(in) : null;
    return new HandshakeResponse(
        capabilities,
        collation,
        user,
        proof,
        database == null || database.isEmpty() ? null : database,
        plugin,
        (clients & Capability.CONNECT_ATTRS) != 0 ? attributes(in) : Map.of());
  }

  private static byte[] proof(ByteBuf in, int clients) throws MalformedPacketException {
    if ((clients & Capability.PLUGIN_AUTH_LENENC) != 0) {
      return Fields.readBytes(in);
    }
    return (clients & Capability.SECURE_CONNECTION) != 0
        ? Fields.readBytes(in, Fields.readByte(in))
        : Fields.readEndedBytes(in);
  }

  static Map<String, String> attributes(ByteBuf in) throws MalformedPacketException {
    if (!in.isReadable()) {
      return Map.of();
    }
    ByteBuf all = Unpooled.wrappedBuffer(Fields.readBytes(in));
    Map<String, String> attributes = new LinkedHashMap<>();
    while (all.isReadable()) {
      String name = new String(Fields.readBytes(all), StandardCharsets.UTF_8);
      String value = new String(Fields.readBytes(all), StandardCharsets.UTF_8);
      if (attributes.size() < MOST_ATTRIBUTES) {
        attributes.put(name, value);
      }
    }
    return attributes;
  }
}
