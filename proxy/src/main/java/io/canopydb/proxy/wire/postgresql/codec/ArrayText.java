package io.canopydb.proxy.wire.postgresql.codec;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An array as PostgreSQL writes it.
 *
 * @param dimensions how many elements each has; none for an empty array
 * @param bounds where each begins to count
 * @param elements row by row; null for NULL
 */
record ArrayText(List<Integer> dimensions, List<Integer> bounds, List<@Nullable String> elements) {

  /** Reads the text that a server wrote. */
  static ArrayText read(String text) throws SQLException {
    return new Reader(text).read();
  }

  private static final class Reader {
    private final String text;
    private int at;
    private final List<Integer> counts = new ArrayList<>();
    private final List<Integer> bounds = new ArrayList<>();
    private final List<@Nullable String> elements = new ArrayList<>();

    Reader(String text) {
      this.text = text;
    }

    ArrayText read() throws SQLException {
      try {
        if (text.charAt(0) == '[') {
          int equals = text.indexOf('=');
          for (String range : text.substring(1, equals - 1).split("]\\[", -1)) {
            bounds.add(Integer.parseInt(range.substring(0, range.indexOf(':'))));
          }
          at = equals + 1;
        }
        braces(0);
      } catch (IndexOutOfBoundsException | NumberFormatException e) {
        throw new SQLException("the server wrote an array that can't be read", "XX000", e);
      }
      if (elements.isEmpty()) {
        return new ArrayText(List.of(), List.of(), elements);
      }
      while (bounds.size() < counts.size()) {
        bounds.add(1);
      }
      return new ArrayText(counts, bounds, elements);
    }

    private void braces(int depth) {
      if (counts.size() == depth) {
        counts.add(0);
      }
      at++;
      int count = 0;
      while (text.charAt(at) != '}') {
        if (text.charAt(at) == ',') {
          at++;
        }
        if (text.charAt(at) == '{') {
          braces(depth + 1);
        } else {
          elements.add(element());
        }
        count++;
      }
      at++;
      counts.set(depth, count);
    }

    private @Nullable String element() {
      StringBuilder value = new StringBuilder();
      if (text.charAt(at) != '"') {
        while (text.charAt(at) != ',' && text.charAt(at) != '}') {
          value.append(plain());
        }
        return value.toString().equals("NULL") ? null : value.toString();
      }
      at++;
      while (text.charAt(at) != '"') {
        value.append(plain());
      }
      at++;
      return value.toString();
    }

    private char plain() {
      if (text.charAt(at) == '\\') {
        at++;
      }
      return text.charAt(at++);
    }
  }

  /** The text that a server reads. */
  String text() {
    if (elements.isEmpty()) {
      return "{}";
    }
    StringBuilder out = new StringBuilder();
    if (bounds.stream().anyMatch(bound -> bound != 1)) {
      for (int i = 0; i < bounds.size(); i++) {
        out.append('[')
            .append(bounds.get(i))
            .append(':')
            .append(bounds.get(i) + dimensions.get(i) - 1)
            .append(']');
      }
      out.append('=');
    }
    write(out, 0, 0);
    return out.toString();
  }

  /** Writes what belongs to one place of a dimension; gives the element behind it. */
  private int write(StringBuilder out, int dimension, int first) {
    out.append('{');
    int next = first;
    for (int i = 0; i < dimensions.get(dimension); i++) {
      if (i > 0) {
        out.append(',');
      }
      if (dimension + 1 < dimensions.size()) {
        next = write(out, dimension + 1, next);
      } else {
        quote(out, elements.get(next++));
      }
    }
    out.append('}');
    return next;
  }

  private static void quote(StringBuilder out, @Nullable String value) {
    if (value == null) {
      out.append("NULL");
      return;
    }
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }
}
