package io.canopydb.it.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A value as text, with its class, so that two are equal only if an application sees no difference.
 */
final class Shown {
  /** What stands for an exception, whatever it is. */
  static final String FAILURE = "failure";

  private Shown() {}

  /** Something that gives a value. */
  @FunctionalInterface
  interface Getter {
    @Nullable Object get() throws SQLException;
  }

  static String of(Getter getter) {
    try {
      return of(getter.get());
    } catch (SQLException | RuntimeException e) {
      // The engines' drivers also throw NumberFormatException and the like.
      return FAILURE;
    }
  }

  private static String of(@Nullable Object value) throws SQLException {
    try {
      if (value instanceof byte[] bytes) {
        return "bytes " + HexFormat.of().formatHex(bytes);
      }
      if (value instanceof InputStream stream) {
        return "stream " + HexFormat.of().formatHex(stream.readAllBytes());
      }
      if (value instanceof Reader reader) {
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        return "reader " + text;
      }
    } catch (IOException e) {
      return FAILURE;
    }
    if (value instanceof Blob blob) {
      return "blob " + HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
    }
    if (value instanceof Clob clob) {
      return "clob " + clob.getSubString(1, (int) clob.length());
    }
    if (value instanceof Array array) {
      return "array " + array.getBaseTypeName() + Arrays.deepToString((Object[]) array.getArray());
    }
    if (value instanceof SQLXML xml) {
      return "xml " + xml.getString();
    }
    if (value instanceof java.util.Date date) {
      return date.getClass().getName() + " " + date + " " + date.getTime();
    }
    return value == null ? "null" : value.getClass().getName() + " " + value;
  }
}
