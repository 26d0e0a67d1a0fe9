package io.canopydb.driver.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Engine;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether what is quoted means the text again, read by the engines' own rules. */
class QuotingTest {
  private final Dialect mySql = Dialect.of(Engine.MYSQL);
  private final Dialect postgreSql = Dialect.of(Engine.POSTGRESQL);

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "'", "\\", "\"", "`", "%", "_", " ", "\n", ";", "é", "😀", "--")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Property
  void mySqlReadsTheTextAgainWhetherBackslashEscapesOrNot(@ForAll("texts") String text) {
    String quoted = mySql.quoteText(text);
    if (quoted.startsWith("_utf8mb4 x'")) {
      String hex = quoted.substring("_utf8mb4 x'".length(), quoted.length() - 1);
      assertThat(new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8)).isEqualTo(text);
    } else {
      assertThat(readQuoted(quoted, 0, '\'', true)).isEqualTo(text);
      assertThat(readQuoted(quoted, 0, '\'', false)).isEqualTo(text);
    }
  }

  @Property
  void postgreSqlReadsTheTextAgainWhetherStringsConformOrNot(@ForAll("texts") String text) {
    String quoted = postgreSql.quoteText(text);
    if (quoted.startsWith("E")) {
      assertThat(readQuoted(quoted, 1, '\'', true)).isEqualTo(text);
    } else {
      assertThat(readQuoted(quoted, 0, '\'', true)).isEqualTo(text);
      assertThat(readQuoted(quoted, 0, '\'', false)).isEqualTo(text);
    }
  }

  @Property
  void namesAreReadAgain(@ForAll("texts") String name) {
    assertThat(readQuoted(mySql.quoteName(name), 0, '`', false)).isEqualTo(name);
    assertThat(readQuoted(postgreSql.quoteName(name), 0, '"', false)).isEqualTo(name);
  }

  @Test
  void plainTextsAreWrittenPlainly() {
    assertThat(mySql.quoteText("it's")).isEqualTo("'it''s'");
    assertThat(postgreSql.quoteText("it's")).isEqualTo("'it''s'");
    assertThat(mySql.quoteText("a\\b")).isEqualTo("_utf8mb4 x'615c62'");
    assertThat(postgreSql.quoteText("a\\'b")).isEqualTo("E'a\\\\''b'");
  }

  @ParameterizedTest
  @EnumSource
  void aNameWithNulIsRefused(Engine engine) {
    assertThatThrownBy(() -> Dialect.of(engine).quoteName("a\0b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTextWithNulIsRefusedWhereItWouldEndTheStatement() {
    assertThatThrownBy(() -> postgreSql.quoteText("a\0b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(mySql.quoteText("a\0b")).isEqualTo("'a\0b'");
  }

  /** Reads one quoted token as an engine does; fails where it does not end at the text's end. */
  private static String readQuoted(String quoted, int at, char quote, boolean escapes) {
    StringBuilder text = new StringBuilder();
    assertThat(quoted.charAt(at)).isEqualTo(quote);
    int i = at + 1;
    while (true) {
      char c = quoted.charAt(i);
      i++;
      if (c == quote) {
        if (i == quoted.length()) {
          return text.toString();
        }
        assertThat(quoted.charAt(i)).as("a quote inside is doubled").isEqualTo(quote);
        i++;
      } else if (c == '\\' && escapes) {
        c = quoted.charAt(i);
        i++;
      }
      text.append(c);
    }
  }
}
