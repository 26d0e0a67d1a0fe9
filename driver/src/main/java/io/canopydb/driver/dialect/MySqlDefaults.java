package io.canopydb.driver.dialect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what information_schema.COLUMNS shows as a default into SQL that means it. */
final class MySqlDefaults {
  private MySqlDefaults() {}

  /**
   * The SQL of a default.
   *
   * @param shown COLUMN_DEFAULT: for an expression, its text with quotes and backslashes escaped
   *     once more; else the value without quotes
   * @param dataType DATA_TYPE
   * @param generated whether EXTRA has DEFAULT_GENERATED: the default is an expression
   */
  static @Nullable String expression(@Nullable String shown, String dataType, boolean generated) {
    if (shown == null) {
      return null;
    }
    if (generated) {
      return shown.toUpperCase(Locale.ROOT).startsWith("CURRENT_TIMESTAMP")
          ? shown
          : '(' + unescaped(shown) + ')';
    }
    return switch (dataType.toLowerCase(Locale.ROOT)) {
      // Numbers as they are, bits as b'101', bytes as 0x6162.
      case "tinyint",
          "smallint",
          "mediumint",
          "int",
          "bigint",
          "decimal",
          "float",
          "double",
          "year",
          "bit",
          "binary",
          "varbinary" ->
          shown;
      default -> MySqlQuotes.text(shown);
    };
  }

  private static String unescaped(String shown) {
    StringBuilder text = new StringBuilder(shown.length());
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if (c == '\\' && i + 1 < shown.length()) {
        i++;
        c = shown.charAt(i);
      }
      text.append(c);
    }
    return text.toString();
  }
}
