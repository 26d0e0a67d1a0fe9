package io.canopydb.driver.jdbc;

import io.canopydb.driver.session.Session;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** JDBC's escapes ({@code {fn ...}}, {@code {ts '...'}}), which the engine's own driver expands. */
final class EscapeSyntax {
  /** What may be an escape; the driver knows whether it stands in a literal. */
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\{\\s*(?:d|t|ts|fn|oj|escape|limit|call|\\?)\\b|\\{\\s*\\?", Pattern.CASE_INSENSITIVE);

  private EscapeSyntax() {}

  static String expand(Session session, String sql) throws SQLException {
    return sql.indexOf('{') >= 0 && ESCAPE.matcher(sql).find()
        ? session.onShell(leaf -> leaf.nativeSQL(sql))
        : sql;
  }
}
