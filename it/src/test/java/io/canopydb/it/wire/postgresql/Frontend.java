package io.canopydb.it.wire.postgresql;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages of a client, as bytes. */
final class Frontend {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Frontend() {}

  private Frontend text(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    bytes.write(0);
    return this;
  }

  private Frontend int16(int value) {
    bytes.write(value >>> 8);
    bytes.write(value);
    return this;
  }

  private Frontend int32(int value) {
    return int16(value >>> 16).int16(value);
  }

  private Frontend all(byte[] some) {
    bytes.writeBytes(some);
    return this;
  }

  private byte[] as(char type) {
    byte[] body = bytes.toByteArray();
    return ByteBuffer.allocate(body.length + 5)
        .put((byte) type)
        .putInt(body.length + 4)
        .put(body)
        .array();
  }

  private byte[] untyped() {
    byte[] body = bytes.toByteArray();
    return ByteBuffer.allocate(body.length + 4).putInt(body.length + 4).put(body).array();
  }

  /** A message with any content. */
  static byte[] message(char type, byte... body) {
    return new Frontend().all(body).as(type);
  }

  /** Bytes one after the other. */
  static byte[] together(byte[]... messages) {
    Frontend all = new Frontend();
    for (byte[] one : messages) {
      all.all(one);
    }
    return all.bytes.toByteArray();
  }

  static byte[] startup(int minor, Map<String, String> options) {
    Frontend startup = new Frontend().int16(3).int16(minor);
    options.forEach((name, value) -> startup.text(name).text(value));
    startup.bytes.write(0);
    return startup.untyped();
  }

  /** A request without a type: of TLS, of GSS. */
  static byte[] request(int code) {
    return new Frontend().int32(code).untyped();
  }

  static byte[] cancel(int process, byte[] secret) {
    return new Frontend().int32(80_877_102).int32(process).all(secret).untyped();
  }

  static byte[] password(byte[] body) {
    return message('p', body);
  }

  static byte[] saslFirst(String mechanism, String message) {
    byte[] body = message.getBytes(StandardCharsets.UTF_8);
    return new Frontend().text(mechanism).int32(body.length).all(body).as('p');
  }

  static byte[] query(String sql) {
    return new Frontend().text(sql).as('Q');
  }

  static byte[] parse(String name, String sql, int... types) {
    Frontend parse = new Frontend().text(name).text(sql).int16(types.length);
    for (int type : types) {
      parse.int32(type);
    }
    return parse.as('P');
  }

  /** Binds texts, and asks for texts. */
  static byte[] bind(String portal, String statement, @Nullable String... values) {
    return bind(portal, statement, false, values);
  }

  static byte[] bind(
      String portal, String statement, boolean binaryResults, @Nullable String... values) {
    Frontend bind = new Frontend().text(portal).text(statement).int16(0).int16(values.length);
    for (String value : values) {
      if (value == null) {
        bind.int32(-1);
      } else {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        bind.int32(bytes.length).all(bytes);
      }
    }
    return (binaryResults ? bind.int16(1).int16(1) : bind.int16(0)).as('B');
  }

  /** Binds values that are given in binary. */
  static byte[] bindBinary(String portal, String statement, List<byte[]> values) {
    Frontend bind =
        new Frontend().text(portal).text(statement).int16(1).int16(1).int16(values.size());
    values.forEach(value -> bind.int32(value.length).all(value));
    return bind.int16(0).as('B');
  }

  static byte[] describeStatement(String name) {
    return new Frontend().all(new byte[] {'S'}).text(name).as('D');
  }

  static byte[] describePortal(String name) {
    return new Frontend().all(new byte[] {'P'}).text(name).as('D');
  }

  static byte[] closeStatement(String name) {
    return new Frontend().all(new byte[] {'S'}).text(name).as('C');
  }

  static byte[] closePortal(String name) {
    return new Frontend().all(new byte[] {'P'}).text(name).as('C');
  }

  /** Executes a portal; 0 for all its rows. */
  static byte[] execute(String portal, int most) {
    return new Frontend().text(portal).int32(most).as('E');
  }

  static byte[] sync() {
    return message('S');
  }

  static byte[] flush() {
    return message('H');
  }

  static byte[] terminate() {
    return message('X');
  }

  static byte[] copyData(String rows) {
    return message('d', rows.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] copyDone() {
    return message('c');
  }

  static byte[] copyFail(String why) {
    return new Frontend().text(why).as('f');
  }
}
