package io.canopydb.it.wire.postgresql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A message of a server.
 *
 * @param body without type and length
 */
record Backend(char type, byte[] body) {
  /** Where in a server's source an error was raised, and what differs from server to server. */
  private static final String NOT_COMPARED = "FLR";

  /** A value or a row of which a server may say which it was. */
  private static final Pattern PLACE =
      Pattern.compile("^(unnamed portal|portal \"[^\"]*\") parameter|^COPY ");

  /** Its text without the ids that a server gives out. */
  String shown() {
    return type + shownBody();
  }

  private String shownBody() {
    return switch (type) {
      case 'T' -> " " + columns();
      case 'D' -> " " + cells();
      case 'E', 'N' -> " " + fields();
      case 'C' -> " " + text(ByteBuffer.wrap(body));
      case 'S' -> {
        ByteBuffer in = ByteBuffer.wrap(body);
        yield " " + text(in) + "=" + text(in);
      }
      case 'K' -> "";
      case 'd' -> " " + new String(body, StandardCharsets.UTF_8);
      default -> body.length == 0 ? "" : " " + value(body);
    };
  }

  private static String text(ByteBuffer in) {
    int length = 0;
    while (in.get(in.position() + length) != 0) {
      length++;
    }
    byte[] text = new byte[length];
    in.get(text).get();
    return new String(text, StandardCharsets.UTF_8);
  }

  private String columns() {
    ByteBuffer in = ByteBuffer.wrap(body);
    int count = in.getShort();
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = text(in);
      in.getInt();
      in.getShort();
      columns.add(
          "%s type %d length %d modifier %d format %d"
              .formatted(name, in.getInt(), in.getShort(), in.getInt(), in.getShort()));
    }
    return columns.toString();
  }

  private String cells() {
    ByteBuffer in = ByteBuffer.wrap(body);
    int count = in.getShort();
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = in.getInt();
      if (length < 0) {
        cells.add("NULL");
      } else {
        byte[] cell = new byte[length];
        in.get(cell);
        cells.add(value(cell));
      }
    }
    return cells.toString();
  }

  /** As text where it is one that can be read. */
  private static String value(byte[] bytes) {
    for (byte one : bytes) {
      if (one >= 0 && one < ' ' && one != '\n') {
        return "0x" + HexFormat.of().formatHex(bytes);
      }
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The fields of an error or a notice that are to be alike. */
  Map<Character, String> fields() {
    ByteBuffer in = ByteBuffer.wrap(body);
    Map<Character, String> fields = new TreeMap<>();
    for (char letter = (char) in.get(); letter != 0; letter = (char) in.get()) {
      String value = text(in);
      boolean ofPlace = letter == 'W' && PLACE.matcher(value).find();
      if (NOT_COMPARED.indexOf(letter) < 0 && !ofPlace) {
        fields.put(letter, value);
      }
    }
    return fields;
  }

  /** Name and value of a ParameterStatus. */
  Map.Entry<String, String> parameter() {
    ByteBuffer in = ByteBuffer.wrap(body);
    return Map.entry(text(in), text(in));
  }

  /** The number that a message of authentication begins with. */
  int code() {
    return ByteBuffer.wrap(body).getInt();
  }

  /** What of it is behind the first number. */
  byte[] behindCode() {
    byte[] rest = new byte[body.length - 4];
    System.arraycopy(body, 4, rest, 0, rest.length);
    return rest;
  }

  /** What several ParameterStatus say, the last of each name. */
  static Map<String, String> parameters(List<Backend> messages) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Backend message : messages) {
      if (message.type == 'S') {
        parameters.put(message.parameter().getKey(), message.parameter().getValue());
      }
    }
    return parameters;
  }
}
