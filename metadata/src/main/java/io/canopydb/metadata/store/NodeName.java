package io.canopydb.metadata.store;

/**
 * Turns names of databases, tables and so on into names of znodes and back. ZooKeeper forbids
 * slashes, control characters and all characters beyond the basic plane, engines allow them: so
 * whatever is not a plain letter, digit, {@code _}, {@code $} or {@code -} is written as {@code
 * %XXXX}, the hexadecimal UTF-16 unit. Different names give different znodes.
 */
final class NodeName {

  private NodeName() {}

  static String encode(String name) {
    StringBuilder encoded = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (isPlain(c)) {
        encoded.append(c);
      } else {
        encoded.append(String.format("%%%04X", (int) c));
      }
    }
    // A znode has a name of at least one character; a bare % is no encoding of another name.
    return encoded.isEmpty() ? "%" : encoded.toString();
  }

  /**
   * @throws IllegalArgumentException if no name is encoded so
   */
  static String decode(String encoded) {
    if (encoded.equals("%")) {
      return "";
    }
    StringBuilder name = new StringBuilder(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c != '%') {
        name.append(c);
      } else if (i + 4 < encoded.length()) {
        name.append((char) Integer.parseInt(encoded, i + 1, i + 5, 16));
        i += 4;
      } else {
        throw new IllegalArgumentException("not the name of a znode of Canopy: " + encoded);
      }
    }
    return name.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '$'
        || c == '-';
  }
}
