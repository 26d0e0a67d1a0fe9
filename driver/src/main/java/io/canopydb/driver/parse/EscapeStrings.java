package io.canopydb.driver.parse;

/** PostgreSQL's strings with backslash escapes: {@code E'a\n'}. */
final class EscapeStrings {
  private EscapeStrings() {}

  /**
   * The text of an escape string.
   *
   * @param start where it starts
   * @param from the offset after its opening quote
   * @param to the offset of its closing quote
   * @throws SqlSyntaxException where it has an escape by bytes above ASCII, whose meaning depends
   *     on the encoding of the database
   */
  static String decode(String text, int start, int from, int to) {
    StringBuilder value = new StringBuilder(to - from);
    int i = from;
    while (i < to) {
      char c = text.charAt(i++);
      if (c == '\'') {
        i++;
        value.append(c);
      } else if (c != '\\' || i >= to) {
        value.append(c);
      } else {
        i = escape(text, start, value, i, to);
      }
    }
    return value.toString();
  }

  private static int escape(String text, int start, StringBuilder value, int at, int to) {
    char c = text.charAt(at);
    switch (c) {
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'v' -> value.append('\013');
      case 'u', 'U' -> {
        int end = at + (c == 'u' ? 5 : 9);
        int codePoint = end > to ? -1 : Characters.hex(text, at + 1, end);
        if (codePoint < 0 || codePoint > Character.MAX_CODE_POINT) {
          throw SqlSyntaxException.at(text, start, "a Unicode escape is \\uXXXX or \\UXXXXXXXX");
        }
        value.appendCodePoint(codePoint);
        return end;
      }
      case 'x' -> {
        int end = at + 1;
        while (end < to && end < at + 3 && Characters.isHexDigit(text.charAt(end))) {
          end++;
        }
        if (end == at + 1) {
          value.append(c);
          return end;
        }
        appendByte(text, start, value, Characters.hex(text, at + 1, end));
        return end;
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        int end = at;
        int octal = 0;
        while (end < to && end < at + 3 && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
          octal = octal * 8 + (text.charAt(end++) - '0');
        }
        appendByte(text, start, value, octal & 0xff);
        return end;
      }
      default -> value.append(c);
    }
    return at + 1;
  }

  private static void appendByte(String text, int start, StringBuilder value, int octet) {
    if (octet > 0x7f) {
      throw SqlSyntaxException.at(text, start, "an escape by a byte above 7F; write it as \\uXXXX");
    }
    value.append((char) octet);
  }
}
