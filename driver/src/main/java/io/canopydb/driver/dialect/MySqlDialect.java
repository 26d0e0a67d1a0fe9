package io.canopydb.driver.dialect;

import io.canopydb.metadata.model.Engine;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** MySQL's dialect. */
public final class MySqlDialect implements Dialect {
  /** The same for all instances; strict, so that nothing is cut or clamped on the way. */
  public static final String AS_STORED =
      " /*+ SET_VAR(sql_mode ="
          + " 'STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO') */";

  static final MySqlDialect INSTANCE = new MySqlDialect();

  private final TableReader tableReader = new MySqlTableReader(this);
  private final SystemTables systemTables = new MySqlSystemTables();
  private final ErrorClasses errors = new MySqlErrorClasses();
  private final SettingSql settings = new MySqlSettingSql(this);

  private MySqlDialect() {}

  @Override
  public Engine engine() {
    return Engine.MYSQL;
  }

  @Override
  public String quoteName(String name) {
    return '`' + Dialect.withoutNul(name).replace("`", "``") + '`';
  }

  /**
   * {@inheritDoc}
   *
   * <p>Whether a backslash escapes depends on the session (NO_BACKSLASH_ESCAPES), so a text that
   * has one is written by its bytes. That form is a character literal like any other, but in the
   * default collation of utf8mb4 where the plain form has that of the connection, and the grammar
   * does not take it as a COMMENT.
   */
  @Override
  public String quoteText(String text) {
    if (text.indexOf('\\') < 0) {
      return '\'' + text.replace("'", "''") + '\'';
    }
    return "_utf8mb4 x'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + '\'';
  }

  @Override
  public String shellNamespace(String database) {
    return database;
  }

  @Override
  public TableReader tableReader() {
    return tableReader;
  }

  @Override
  public SystemTables systemTables() {
    return systemTables;
  }

  @Override
  public ErrorClasses errors() {
    return errors;
  }

  @Override
  public String digest(List<String> columns) {
    return "SHA2(JSON_ARRAY(" + String.join(", ", columns) + "), 256)";
  }

  @Override
  public String asStored() {
    return AS_STORED;
  }

  @Override
  public SettingSql settings() {
    return settings;
  }
}
