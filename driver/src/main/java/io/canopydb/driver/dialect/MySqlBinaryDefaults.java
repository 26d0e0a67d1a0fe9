package io.canopydb.driver.dialect;

import io.canopydb.metadata.model.Column;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The defaults of BINARY and VARBINARY columns. information_schema cuts them at the first zero byte
 * ({@code x'00ff'} is shown as {@code 0x}), so they are read from SHOW CREATE TABLE, which is asked
 * only for tables that have such a default.
 */
final class MySqlBinaryDefaults {
  private final Connection connection;
  private final String namespace;
  private final String table;

  MySqlBinaryDefaults(Connection connection, String namespace, String table) {
    this.connection = connection;
    this.namespace = namespace;
    this.table = table;
  }

  /** The columns with their defaults put right. */
  List<Column> repaired(List<Column> columns) throws SQLException {
    if (columns.stream().noneMatch(MySqlBinaryDefaults::suspect)) {
      return columns;
    }
    String ddl = showCreate();
    return columns.stream()
        .map(column -> suspect(column) ? repaired(column, ddl) : column)
        .toList();
  }

  private static boolean suspect(Column column) {
    String type = column.type().toLowerCase(Locale.ROOT);
    String shown = column.defaultExpression();
    return shown != null
        && !shown.startsWith("(")
        && (type.startsWith("binary") || type.startsWith("varbinary"));
  }

  private static Column repaired(Column column, String ddl) {
    String literal = literal(definition(ddl, column.name()));
    return new Column(
        column.name(),
        column.type(),
        column.collation(),
        column.nullable(),
        column.autoIncrement(),
        column.generated(),
        literal.isEmpty() ? column.defaultExpression() : literal);
  }

  /** What follows the column's name on its line; the name's quotes depend on the session. */
  private static String definition(String ddl, String column) {
    for (String quoted :
        List.of(
            '`' + column.replace("`", "``") + '`',
            '"' + column.replace("\"", "\"\"") + '"',
            column)) {
      int at = ddl.indexOf("\n  " + quoted + ' ');
      if (at >= 0) {
        int start = at + 3 + quoted.length();
        int end = ddl.indexOf('\n', start);
        return ddl.substring(start, end < 0 ? ddl.length() : end);
      }
    }
    return "";
  }

  /** The literal after DEFAULT as {@code x'..'}; empty where there is none. */
  private static String literal(String definition) {
    int at = definition.indexOf(" DEFAULT ");
    if (at < 0) {
      return "";
    }
    String text = definition.substring(at + " DEFAULT ".length());
    if (text.startsWith("0x")) {
      int end = 2;
      while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
        end++;
      }
      return "x'" + text.substring(2, end) + '\'';
    }
    return text.startsWith("'") ? "x'" + HexFormat.of().formatHex(bytes(text)) + '\'' : "";
  }

  /** The bytes of a quoted literal as SHOW CREATE TABLE writes it. */
  private static byte[] bytes(String quoted) {
    StringBuilder plain = new StringBuilder();
    for (int i = 1; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      if (c == '\'') {
        i++;
        if (i == quoted.length() || quoted.charAt(i) != '\'') {
          break;
        }
      } else if (c == '\\' && i + 1 < quoted.length()) {
        i++;
        c =
            switch (quoted.charAt(i)) {
              case '0' -> '\0';
              case 'n' -> '\n';
              case 'r' -> '\r';
              default -> quoted.charAt(i);
            };
      }
      plain.append(c);
    }
    return plain.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String showCreate() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SHOW CREATE TABLE "
                    + MySqlQuotes.name(namespace)
                    + '.'
                    + MySqlQuotes.name(table))) {
      row.next();
      return row.getString(2);
    }
  }
}
