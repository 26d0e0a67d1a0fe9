package io.canopydb.driver.bulk;

import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Cuts what is sent to PostgreSQL's COPY into records. A line ends at a newline, but not behind the
 * text format's backslash or between CSV's quotes; all lines of one COPY end alike. The rules, and
 * what is said where they are broken, are the server's.
 */
public final class CopyRecords {
  private static final String BAD_FORMAT = "22P04";

  private final CopyFormat format;

  /** What has come and was not yet given on: one record's beginning. */
  private byte[] pending = new byte[1 << 12];

  private int length;
  private int scanned;
  private boolean escaped;
  private boolean quoted;

  /** Whether the text format's mark of the end, a backslash and a dot, stands before this. */
  private boolean marked;

  private LineEnd lineEnd = LineEnd.UNKNOWN;
  private boolean ended;

  /** Takes the records, without their line ends. */
  public interface Sink {
    void accept(byte[] record) throws SQLException;
  }

  private enum LineEnd {
    UNKNOWN,
    NEWLINE,
    RETURN,
    BOTH
  }

  public CopyRecords(CopyFormat format) {
    this.format = format;
  }

  /** Takes some bytes, which may end anywhere, and gives on the records that are complete. */
  public void write(byte[] bytes, int offset, int count, Sink sink) throws SQLException {
    if (ended) {
      return;
    }
    if (length + count > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(length + count, pending.length * 2));
    }
    System.arraycopy(bytes, offset, pending, length, count);
    length += count;
    cut(sink, /* last= */ false);
  }

  /** Gives on a last record that ends without a newline. */
  public void end(Sink sink) throws SQLException {
    if (ended) {
      return;
    }
    cut(sink, /* last= */ true);
    if (ended || length == 0) {
      return;
    }
    if (quoted) {
      throw bad("unterminated CSV quoted field");
    }
    if (escaped) {
      throw bad("the last line ends with a backslash");
    }
    if (marked) {
      throw notAlone();
    }
    emit(sink, 0, length);
    length = 0;
  }

  private void cut(Sink sink, boolean last) throws SQLException {
    int start = 0;
    while (scanned < length && !ended) {
      byte c = pending[scanned];
      if (marked && c != '\n' && c != '\r') {
        throw notAlone();
      }
      if (inField(c)) {
        scanned++;
        continue;
      }
      if (c == '\r' && scanned + 1 == length && !last && lineEnd != LineEnd.RETURN) {
        break;
      }
      int ending = endAt(c);
      if (ending == 0) {
        scanned++;
        continue;
      }
      emit(sink, start, scanned);
      scanned += ending;
      start = scanned;
    }
    if (start > 0) {
      System.arraycopy(pending, start, pending, 0, length - start);
      length -= start;
      scanned -= start;
    }
  }

  /** Whether a byte is no line end wherever it stands, because of what stands before it. */
  private boolean inField(byte c) {
    if (!format.csv()) {
      boolean was = escaped;
      escaped = !was && c == '\\';
      marked |= was && c == '.';
      return was;
    }
    if (quoted && c == format.escape() && format.escape() != format.quote()) {
      escaped = !escaped;
      return true;
    }
    if (c == format.quote() && !escaped) {
      quoted = !quoted;
    }
    escaped = false;
    return quoted;
  }

  /** How many bytes of a line end stand here; 0 where none does. */
  private int endAt(byte c) throws SQLException {
    if (c == '\n') {
      if (lineEnd == LineEnd.RETURN || lineEnd == LineEnd.BOTH) {
        throw unlike("newline");
      }
      lineEnd = LineEnd.NEWLINE;
      return 1;
    }
    if (c != '\r') {
      return 0;
    }
    boolean both =
        lineEnd != LineEnd.RETURN && scanned + 1 < length && pending[scanned + 1] == '\n';
    if (lineEnd == LineEnd.NEWLINE || (lineEnd == LineEnd.BOTH && !both)) {
      throw marked && lineEnd == LineEnd.BOTH ? notAlone() : unlike("carriage return");
    }
    lineEnd = both ? LineEnd.BOTH : LineEnd.RETURN;
    return both ? 2 : 1;
  }

  private void emit(Sink sink, int from, int to) throws SQLException {
    if (to - from == 2 && pending[from] == '\\' && pending[from + 1] == '.') {
      if (format.csv()) {
        // The end of the data to some servers, and a value to others.
        throw CanopyError.UNSUPPORTED.with(
            "a line \\. in CSV", "leave it out, or put quotes around the value");
      }
      ended = true;
      return;
    }
    if (marked) {
      throw notAlone();
    }
    sink.accept(Arrays.copyOfRange(pending, from, to));
  }

  private static SQLException notAlone() {
    return bad("end-of-copy marker is not alone on its line");
  }

  /** A line end of another kind than those before it. */
  private SQLException unlike(String found) {
    return bad(
        marked
            ? "end-of-copy marker does not match previous newline style"
            : (format.csv() ? "unquoted " : "literal ") + found + " found in data");
  }

  static SQLException bad(String what) {
    return new SQLException("ERROR: " + what, BAD_FORMAT);
  }
}
