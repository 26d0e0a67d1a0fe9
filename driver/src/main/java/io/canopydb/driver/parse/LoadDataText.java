package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * MySQL's LOAD DATA LOCAL INFILE, cut by its tokens.
 *
 * @param file the file's name
 * @param replace whether rows replace those with the same keys; else they are left out
 * @param table the table's name as written, with its database
 * @param name the parts of the table's name, unquoted
 * @param charset the character set that is named; null where none is
 * @param format how the file is written
 * @param skipped how many lines at the beginning are no rows
 * @param columns the columns that are listed, unquoted; empty where none are
 * @param refused what it has that is not supported; null where it has nothing of that
 */
public record LoadDataText(
    String file,
    boolean replace,
    Span table,
    List<String> name,
    @Nullable String charset,
    Format format,
    long skipped,
    List<String> columns,
    @Nullable String refused) {

  /**
   * FIELDS and LINES.
   *
   * @param enclosure a character, or nothing
   * @param escape a character, or nothing
   */
  public record Format(
      String fieldEnd, String enclosure, String escape, String lineStart, String lineEnd) {}

  public LoadDataText {
    name = List.copyOf(name);
    columns = List.copyOf(columns);
  }

  /**
   * Cuts a statement.
   *
   * @throws SqlSyntaxException where it is not well written
   */
  public static LoadDataText of(Tokens tokens) {
    return new Cutter(tokens).cut();
  }

  private static final class Cutter {
    private final Tokens tokens;
    private final TokenReader reader;
    private String fieldEnd = "\t";
    private String enclosure = "";
    private String escape = "\\";
    private String lineStart = "";
    private String lineEnd = "\n";
    private @Nullable String refused;

    Cutter(Tokens tokens) {
      this.tokens = tokens;
      int end = tokens.size();
      while (end > 0 && tokens.isKind(end - 1, TokenKind.SEMICOLON)) {
        end--;
      }
      this.reader = new TokenReader(tokens, 1, end);
      this.escape = tokens.rules().noBackslashEscapes() ? "" : "\\";
    }

    LoadDataText cut() {
      if (reader.take("XML")) {
        refused = "LOAD XML";
      } else {
        reader.expect("DATA");
      }
      reader.takeAny("LOW_PRIORITY", "CONCURRENT");
      if (!reader.take("LOCAL")) {
        refused = "LOAD DATA of a file on a server";
      }
      reader.expect("INFILE");
      String file = string("the file's name");
      boolean replace = reader.take("REPLACE");
      reader.take("IGNORE");
      reader.expect("INTO", "TABLE");
      int first = reader.at();
      List<String> name = reader.qualifiedName();
      if (name.isEmpty()) {
        throw reader.error("the table is missing");
      }
      Span table = new Span(tokens.start(first), tokens.end(reader.at() - 1));
      if (reader.is("PARTITION")) {
        refused = "LOAD DATA with PARTITION";
      }
      String charset = null;
      if (refused == null && reader.take("CHARACTER", "SET")) {
        charset = charset();
      }
      long skipped = 0;
      List<String> columns = List.of();
      if (refused == null) {
        fields();
        lines();
        skipped = skipped();
        columns = columns();
        if (reader.is("SET")) {
          refused = "LOAD DATA with SET";
        } else {
          reader.expectEnd();
        }
      }
      Format format = new Format(fieldEnd, enclosure, escape, lineStart, lineEnd);
      return new LoadDataText(
          file, replace, table, name, charset, format, skipped, columns, refused);
    }

    private String charset() {
      return tokens.isKind(reader.at(), TokenKind.STRING)
          ? string("the character set")
          : reader.name("the character set");
    }

    private String string(String what) {
      String value = reader.atEnd() ? null : tokens.string(reader.at());
      if (value == null) {
        throw reader.error(what + " is missing, a string");
      }
      reader.skip();
      return value;
    }

    private void fields() {
      if (!reader.takeAny("FIELDS", "COLUMNS")) {
        return;
      }
      while (true) {
        if (reader.take("TERMINATED", "BY")) {
          fieldEnd = string("what ends a field");
        } else if (reader.take("OPTIONALLY", "ENCLOSED", "BY") || reader.take("ENCLOSED", "BY")) {
          enclosure = string("what encloses a field");
        } else if (reader.take("ESCAPED", "BY")) {
          escape = string("what escapes");
        } else {
          return;
        }
      }
    }

    private void lines() {
      if (!reader.take("LINES")) {
        return;
      }
      while (true) {
        if (reader.take("STARTING", "BY")) {
          lineStart = string("what starts a line");
        } else if (reader.take("TERMINATED", "BY")) {
          lineEnd = string("what ends a line");
        } else {
          return;
        }
      }
    }

    private long skipped() {
      if (!reader.take("IGNORE")) {
        return 0;
      }
      int count = reader.number("how many lines", 0, Integer.MAX_VALUE);
      if (!reader.takeAny("LINES", "ROWS")) {
        throw reader.error("LINES is missing");
      }
      return count;
    }

    private List<String> columns() {
      int open = reader.at();
      if (!reader.take(TokenKind.OPEN)) {
        return List.of();
      }
      List<String> columns = new ArrayList<>();
      int close = tokens.closing(open);
      while (reader.at() < close) {
        if (tokens.isKind(reader.at(), TokenKind.VARIABLE)) {
          refused = "LOAD DATA into variables";
          reader.skip();
        } else {
          columns.add(reader.name("a column"));
        }
        if (!reader.take(TokenKind.COMMA)) {
          break;
        }
      }
      if (!reader.take(TokenKind.CLOSE)) {
        throw reader.error("the list of columns does not go on like this");
      }
      return columns;
    }
  }
}
