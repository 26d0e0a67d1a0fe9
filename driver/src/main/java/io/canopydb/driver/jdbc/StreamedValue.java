package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.sql.SQLException;

/**
 * Reads a stream that is given as a parameter into memory, once: a row of a reference table, or a
 * statement that is sent again, needs it more than once.
 */
final class StreamedValue {
  /** A length that means: all there is. */
  static final long ALL = Long.MIN_VALUE;

  private StreamedValue() {}

  static byte[] bytes(InputStream stream, long length) throws SQLException {
    try {
      return length == ALL ? stream.readAllBytes() : stream.readNBytes(checked(length));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  static String text(Reader reader, long length) throws SQLException {
    try {
      if (length == ALL) {
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        return text.toString();
      }
      char[] characters = new char[checked(length)];
      int read = 0;
      while (read < characters.length) {
        int more = reader.read(characters, read, characters.length - read);
        if (more < 0) {
          break;
        }
        read += more;
      }
      return new String(characters, 0, read);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static int checked(long length) throws SQLException {
    if (length < 0 || length > Integer.MAX_VALUE - 8) {
      throw CanopyError.INVALID_ARGUMENT.with(
          "a stream of length " + length + " can't be a parameter",
          "give a length from 0 to 2147483639");
    }
    return (int) length;
  }

  private static SQLException unreadable(IOException cause) {
    return CanopyError.INVALID_ARGUMENT.causedBy(
        cause, "the stream of a parameter could not be read", "see the cause");
  }
}
