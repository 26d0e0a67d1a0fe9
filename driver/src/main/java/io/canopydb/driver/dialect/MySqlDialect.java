package io.canopydb.driver.dialect;

import io.canopydb.metadata.model.Engine;
import java.util.List;

/** MySQL's dialect. */
public final class MySqlDialect implements Dialect {
  /** The same for all instances; strict, so that nothing is cut or clamped on the way. */
  public static final String AS_STORED =
      " /*+ SET_VAR(sql_mode ="
          + " 'STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO') */";

  static final MySqlDialect INSTANCE = new MySqlDialect();

  private final TableReader tableReader = new MySqlTableReader();
  private final SystemTables systemTables = new MySqlSystemTables();
  private final ErrorClasses errors = new MySqlErrorClasses();
  private final SettingSql settings = new MySqlSettingSql();

  private MySqlDialect() {}

  @Override
  public Engine engine() {
    return Engine.MYSQL;
  }

  @Override
  public String quoteName(String name) {
    return MySqlQuotes.name(name);
  }

  @Override
  public String quoteText(String text) {
    return MySqlQuotes.text(text);
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
