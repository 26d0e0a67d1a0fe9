package io.canopydb.driver.bulk;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.LoadDataText;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a file for MySQL's LOAD DATA, by the server's rules. Fields are bytes; null
 * is NULL. It closes nothing.
 */
public final class LoadRecords {
  private static final byte[] NULL = {'N', 'U', 'L', 'L'};

  private static final int END = -1;
  private static final int NONE = -2;

  /** The longest mark that ends or starts something. */
  private static final int LONGEST = 256;

  private final PushbackInputStream in;
  private final byte[] fieldEnd;
  private final byte[] lineEnd;
  private final byte[] lineStart;
  private final int enclosure;
  private final int escape;
  private boolean endOfLine;
  private boolean endOfFile;
  private boolean enclosed;
  private boolean foundNull;

  public LoadRecords(InputStream in, LoadDataText.Format format, Charset charset)
      throws SQLException {
    if (format.fieldEnd().isEmpty() || format.lineEnd().isEmpty()) {
      throw CanopyError.UNSUPPORTED.with(
          "LOAD DATA without FIELDS TERMINATED BY or LINES TERMINATED BY",
          "let fields and lines end with something");
    }
    this.in = new PushbackInputStream(new BufferedInputStream(in, 1 << 16), 2 * LONGEST);
    this.fieldEnd = format.fieldEnd().getBytes(charset);
    this.lineEnd = format.lineEnd().getBytes(charset);
    this.lineStart = format.lineStart().getBytes(charset);
    this.enclosure = one(format.enclosure(), "ENCLOSED");
    this.escape = one(format.escape(), "ESCAPED");
    if (Math.max(fieldEnd.length, Math.max(lineEnd.length, lineStart.length)) > LONGEST) {
      throw CanopyError.UNSUPPORTED.with(
          "LOAD DATA with a terminator of more than " + LONGEST + " bytes", "use a shorter one");
    }
  }

  private static int one(String text, String what) throws SQLException {
    if (text.isEmpty()) {
      return NONE;
    }
    if (text.length() > 1 || text.charAt(0) > 127) {
      throw CanopyError.UNSUPPORTED.with(
          what + " BY more than one ASCII character", "use one character");
    }
    return text.charAt(0);
  }

  /** Passes over lines. */
  public void skip(long lines) throws IOException {
    for (long i = 0; i < lines; i++) {
      while (true) {
        int c = in.read();
        if (c == END) {
          endOfFile = true;
          return;
        }
        if (c == escape) {
          in.read();
        } else if (c == lineEnd[0] && rest(lineEnd)) {
          break;
        }
      }
    }
  }

  /** The next record; null at the end. */
  public @Nullable List<byte @Nullable []> next() throws IOException {
    endOfLine = false;
    if (endOfFile || !startsLine()) {
      return null;
    }
    List<byte @Nullable []> fields = new ArrayList<>();
    while (!endOfLine) {
      byte[] field = field();
      if (field == null) {
        break;
      }
      boolean isNull =
          (!enclosed && enclosure != NONE && Arrays.equals(field, NULL))
              || (field.length == 1 && foundNull);
      fields.add(isNull ? null : field);
    }
    return fields.isEmpty() ? null : fields;
  }

  /** Passes over what stands before the mark that starts a line. */
  private boolean startsLine() throws IOException {
    if (lineStart.length == 0) {
      return true;
    }
    int c;
    do {
      c = in.read();
      if (c == END) {
        endOfFile = true;
        return false;
      }
    } while (!(c == (lineStart[0] & 0xff) && rest(lineStart)));
    return true;
  }

  /** A field as it is meant; null where the file ends before it. */
  private byte @Nullable [] field() throws IOException {
    enclosed = false;
    foundNull = false;
    int c = in.read();
    if (c == END) {
      endOfLine = true;
      endOfFile = true;
      // A file that ends behind a field's end has one more field, but none behind a line's end.
      return null;
    }
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    int closing = NONE;
    if (c == enclosure) {
      closing = c;
    } else {
      in.unread(c);
    }
    while (true) {
      c = in.read();
      if (c == END) {
        endOfLine = true;
        endOfFile = true;
        return closing == NONE ? value.toByteArray() : reopened(value);
      }
      if (c == escape) {
        int next = in.read();
        if (next == END) {
          value.write(c);
          continue;
        }
        if (escape != enclosure || next == escape) {
          value.write(unescaped(next));
          continue;
        }
        in.unread(next);
      }
      if (closing == NONE) {
        if (c == (lineEnd[0] & 0xff) && rest(lineEnd)) {
          endOfLine = true;
          return value.toByteArray();
        }
        if (c == (fieldEnd[0] & 0xff) && rest(fieldEnd)) {
          return value.toByteArray();
        }
      } else if (c == closing) {
        int next = in.read();
        if (next == closing) {
          value.write(c);
          continue;
        }
        if (next == END) {
          endOfFile = true;
        }
        if (next == END || (next == (lineEnd[0] & 0xff) && rest(lineEnd))) {
          endOfLine = true;
          enclosed = true;
          return value.toByteArray();
        }
        if (next == (fieldEnd[0] & 0xff) && rest(fieldEnd)) {
          enclosed = true;
          return value.toByteArray();
        }
        in.unread(next);
      }
      value.write(c);
    }
  }

  /** An enclosed field that never ends was none: what opened it belongs to it. */
  private byte[] reopened(ByteArrayOutputStream value) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(value.size() + 1);
    whole.write(enclosure);
    whole.writeBytes(value.toByteArray());
    return whole.toByteArray();
  }

  private int unescaped(int c) {
    foundNull |= c == 'N';
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case '0' -> 0;
      case 'Z' -> 26;
      default -> c;
    };
  }

  /** Whether the rest of a mark follows, whose first byte was read; reads it then only. */
  private boolean rest(byte[] mark) throws IOException {
    for (int i = 1; i < mark.length; i++) {
      int c = in.read();
      if (c != (mark[i] & 0xff)) {
        if (c != END) {
          in.unread(c);
        }
        in.unread(mark, 1, i - 1);
        return false;
      }
    }
    return true;
  }
}
