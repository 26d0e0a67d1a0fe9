package io.canopydb.driver.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.parse.CopyText;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records and fields, wherever the bytes that come are cut. */
class CopyRecordsTest {

  private static CopyFormat format(String options) throws SQLException {
    String sql = "COPY t (a, b) FROM STDIN " + options;
    CopyText copy =
        CopyText.of(Lexer.lex(sql, LexerRules.postgresql().withoutParameters())).orElseThrow();
    return CopyFormat.of(copy, List.of("a", "b"));
  }

  /** The fields of all records, the same for every size of the pieces that come. */
  private static List<List<@Nullable String>> fields(String options, String data)
      throws SQLException {
    CopyFormat format = format(options);
    byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
    List<List<@Nullable String>> first = null;
    for (int size = 1; size <= bytes.length; size++) {
      List<List<@Nullable String>> found = new ArrayList<>();
      CopyRecords records = new CopyRecords(format);
      CopyRecords.Sink sink =
          record -> {
            int[] ends = format.fieldEnds(record);
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 0; i < ends.length; i++) {
              row.add(format.value(record, ends, i));
            }
            found.add(row);
          };
      for (int at = 0; at < bytes.length; at += size) {
        records.write(bytes, at, Math.min(size, bytes.length - at), sink);
      }
      records.end(sink);
      if (first == null) {
        first = found;
      }
      assertThat(found).as("in pieces of %s bytes", size).isEqualTo(first);
    }
    return first == null ? List.of() : first;
  }

  private static List<@Nullable String> row(@Nullable String... values) {
    List<@Nullable String> row = new ArrayList<>();
    for (String value : values) {
      row.add(value);
    }
    return row;
  }

  @Test
  void text() throws SQLException {
    assertThat(fields("", "1\ta\\\nb\n\\N\t\\\\N\nx\\ty\t\\303\\244\\x41\n\\.\nmore\n"))
        .containsExactly(row("1", "a\nb"), row(null, "\\N"), row("x\ty", "äA"));
    assertThat(fields("DELIMITER '|' NULL 'nil'", "nil|a\\|b\r\nn\\il|\r\n"))
        .containsExactly(row(null, "a|b"), row("nil", ""));
    assertThat(fields("", "1\ta\r2\tb\r")).containsExactly(row("1", "a"), row("2", "b"));
  }

  @Test
  void csv() throws SQLException {
    assertThat(fields("CSV", "1,\"a\nb\"\n,\"\"\nx\"y,z\"w,\"q\"\"q\"\nlast,one"))
        .containsExactly(row("1", "a\nb"), row(null, ""), row("xy,zw", "q\"q"), row("last", "one"));
    assertThat(
            fields(
                "(FORMAT csv, QUOTE '''', ESCAPE E'\\\\', NULL 'nil', FORCE_NULL (a),"
                    + " FORCE_NOT_NULL (b))",
                "'nil','a\\'b\\\\c'\n'\\n,',nil\n"))
        .containsExactly(row(null, "a'b\\c"), row("\\n,", "nil"));
  }

  @Test
  void linesEndAlike() {
    assertThatThrownBy(() -> fields("", "1\t2\n3\t4\r\n"))
        .hasMessageContaining("literal carriage return found in data");
    assertThatThrownBy(() -> fields("", "1\t2\r\n3\t4\n"))
        .hasMessageContaining("literal newline found in data");
    assertThatThrownBy(() -> fields("CSV", "1,2\r3,4\n"))
        .hasMessageContaining("unquoted newline found in data");
    assertThatThrownBy(() -> fields("CSV", "1,\"2\n"))
        .hasMessageContaining("unterminated CSV quoted field");
  }

  @Test
  void whatCanNotBePlacedIsRefused() {
    for (String options :
        List.of("BINARY", "(FORMAT binary)", "(DEFAULT 'd')", "(ON_ERROR ignore)", "NONSENSE 1")) {
      assertThatThrownBy(() -> format(options)).hasMessageContaining("is not supported");
    }
  }
}
