package io.canopydb.driver.bulk;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.CopyText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the records of PostgreSQL's COPY are written: its text format or CSV, in UTF-8. Immutable.
 *
 * @param header whether the first line is no row
 * @param match whether that line must name the columns
 * @param forceNull columns, by their place, of which a quoted null is NULL, too
 * @param forceNotNull columns of which nothing is NULL
 */
public record CopyFormat(
    boolean csv,
    byte delimiter,
    String nullText,
    boolean header,
    boolean match,
    byte quote,
    byte escape,
    Set<Integer> forceNull,
    Set<Integer> forceNotNull) {

  /** The text format as it is without options. */
  public static final CopyFormat TEXT =
      new CopyFormat(
          false, (byte) '\t', "\\N", false, false, (byte) '"', (byte) '"', Set.of(), Set.of());

  /** Of the options those that change nothing about how a record is read. */
  private static final Set<String> KNOWN =
      Set.of(
          "format",
          "freeze",
          "delimiter",
          "null",
          "header",
          "quote",
          "escape",
          "force_null",
          "force_not_null",
          "log_verbosity");

  public CopyFormat {
    forceNull = Set.copyOf(forceNull);
    forceNotNull = Set.copyOf(forceNotNull);
  }

  /**
   * What the options of a statement say, which a leaf has found to be right.
   *
   * @param columns the columns that the records give
   */
  public static CopyFormat of(CopyText copy, List<String> columns) throws SQLException {
    Map<String, CopyText.Option> options = copy.options();
    String format = text(options, "format", "text").toLowerCase(Locale.ROOT);
    if (format.equals("binary")) {
      throw CanopyError.UNSUPPORTED.with(
          "COPY FROM in the binary format", "send text or CSV, or insert the rows by a batch");
    }
    String encoding = text(options, "encoding", "utf8").toLowerCase(Locale.ROOT);
    if (!encoding.equals("utf8") && !encoding.equals("utf-8")) {
      throw CanopyError.UNSUPPORTED.with("COPY FROM in the encoding " + encoding, "send UTF-8");
    }
    if (!text(options, "on_error", "stop").equalsIgnoreCase("stop")) {
      throw CanopyError.UNSUPPORTED.with(
          "COPY FROM with ON_ERROR", "leave the rows that are wrong out");
    }
    for (String option : options.keySet()) {
      if (!KNOWN.contains(option) && !option.equals("encoding") && !option.equals("on_error")) {
        throw CanopyError.UNSUPPORTED.with(
            "COPY FROM with an option "
                + (option.equals(CopyText.UNKNOWN) ? "of this form" : option),
            "leave it out");
      }
    }
    boolean csv = format.equals("csv");
    byte quote = octet(text(options, "quote", "\""));
    CopyText.Option header = options.get("header");
    return new CopyFormat(
        csv,
        octet(text(options, "delimiter", csv ? "," : "\t")),
        text(options, "null", csv ? "" : "\\N"),
        header != null && header.on(),
        header != null && "match".equalsIgnoreCase(header.value()),
        quote,
        options.containsKey("escape") ? octet(text(options, "escape", "\"")) : quote,
        places(options.get("force_null"), columns),
        places(options.get("force_not_null"), columns));
  }

  private static String text(Map<String, CopyText.Option> options, String name, String otherwise) {
    CopyText.Option option = options.get(name);
    return option == null || option.value() == null ? otherwise : option.value();
  }

  private static byte octet(String text) {
    return (byte) text.charAt(0);
  }

  private static Set<Integer> places(CopyText.@Nullable Option option, List<String> columns) {
    if (option == null) {
      return Set.of();
    }
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if ("*".equals(option.value()) || option.names().contains(columns.get(i))) {
        places.add(i);
      }
    }
    return Set.copyOf(places);
  }

  /** The ends of the fields of a record, each at its delimiter or at the record's end. */
  public int[] fieldEnds(byte[] record) {
    int[] ends = new int[16];
    int count = 0;
    boolean quoted = false;
    boolean escaped = false;
    for (int i = 0; i < record.length; i++) {
      byte c = record[i];
      if (!csv) {
        if (c == '\\') {
          i++;
          continue;
        }
      } else if (quoted) {
        if (c == escape && escape != quote) {
          escaped = !escaped;
          continue;
        }
        quoted = c != quote || escaped;
        escaped = false;
        continue;
      } else if (c == quote) {
        quoted = true;
        continue;
      }
      if (c == delimiter) {
        if (count + 1 == ends.length) {
          ends = Arrays.copyOf(ends, count * 2 + 2);
        }
        ends[count++] = i;
      }
    }
    ends[count++] = record.length;
    return Arrays.copyOf(ends, count);
  }

  /** The value of a field, as text; null for NULL. */
  public @Nullable String value(byte[] record, int[] ends, int field) {
    int from = field == 0 ? 0 : ends[field - 1] + 1;
    String raw = new String(record, from, ends[field] - from, StandardCharsets.UTF_8);
    if (!csv) {
      return raw.equals(nullText) ? null : unescaped(record, from, ends[field]);
    }
    boolean hasQuotes = raw.indexOf(quote) >= 0;
    String value = hasQuotes ? unquoted(raw) : raw;
    boolean isNull =
        value.equals(nullText)
            && (hasQuotes ? forceNull.contains(field) : !forceNotNull.contains(field));
    return isNull ? null : value;
  }

  /** Quotes may begin and end anywhere in a field of CSV. */
  private String unquoted(String raw) {
    StringBuilder value = new StringBuilder(raw.length());
    boolean quoted = false;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (!quoted) {
        if (c == quote) {
          quoted = true;
        } else {
          value.append(c);
        }
        continue;
      }
      boolean escapes =
          c == escape
              && i + 1 < raw.length()
              && (raw.charAt(i + 1) == quote || raw.charAt(i + 1) == escape);
      if (escapes) {
        value.append(raw.charAt(++i));
      } else if (c == quote) {
        quoted = false;
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  /** By bytes, since an escape may stand for one of several bytes of a character. */
  private static String unescaped(byte[] record, int from, int to) {
    ByteArrayOutputStream value = new ByteArrayOutputStream(to - from);
    for (int i = from; i < to; i++) {
      byte c = record[i];
      if (c != '\\' || i + 1 == to) {
        value.write(c);
        continue;
      }
      byte next = record[++i];
      switch (next) {
        case 'b' -> value.write('\b');
        case 'f' -> value.write('\f');
        case 'n' -> value.write('\n');
        case 'r' -> value.write('\r');
        case 't' -> value.write('\t');
        case 'v' -> value.write(11);
        case 'x' -> {
          int digits = digits(record, i + 1, Math.min(to, i + 3), 16);
          value.write(digits == 0 ? next : Integer.parseInt(ascii(record, i + 1, digits), 16));
          i += digits;
        }
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          int digits = digits(record, i, Math.min(to, i + 3), 8);
          value.write(Integer.parseInt(ascii(record, i, digits), 8));
          i += digits - 1;
        }
        default -> value.write(next);
      }
    }
    return value.toString(StandardCharsets.UTF_8);
  }

  private static int digits(byte[] record, int from, int to, int radix) {
    int count = 0;
    while (from + count < to && Character.digit((char) record[from + count], radix) >= 0) {
      count++;
    }
    return count;
  }

  private static String ascii(byte[] record, int from, int length) {
    return new String(record, from, length, StandardCharsets.US_ASCII);
  }

  /** A further field behind a record, with the delimiter before it. */
  public void append(StringBuilder out, @Nullable String value) throws SQLException {
    out.append((char) delimiter);
    if (value == null) {
      out.append(nullText);
      return;
    }
    if (csv) {
      out.append((char) quote);
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c == quote || c == escape) {
          out.append((char) escape);
        }
        out.append(c);
      }
      out.append((char) quote);
      return;
    }
    int start = out.length();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c == '\\' || c == delimiter) {
            out.append('\\');
          }
          out.append(c);
        }
      }
    }
    if (nullText.contentEquals(out.subSequence(start, out.length()))) {
      throw CanopyError.UNSUPPORTED.with(
          "COPY FROM with a mark for NULL that a column's default may be",
          "choose another NULL, or give the column's values");
    }
  }
}
