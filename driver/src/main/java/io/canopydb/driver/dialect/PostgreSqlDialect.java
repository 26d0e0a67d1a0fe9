package io.canopydb.driver.dialect;

import io.canopydb.metadata.model.Engine;
import java.util.List;

/** PostgreSQL's dialect. */
public final class PostgreSqlDialect implements Dialect {
  static final PostgreSqlDialect INSTANCE = new PostgreSqlDialect();

  private final TableReader tableReader = new PostgreSqlTableReader();
  private final SystemTables systemTables = new PostgreSqlSystemTables();
  private final ErrorClasses errors = new PostgreSqlErrorClasses();
  private final SettingSql settings = new PostgreSqlSettingSql();

  private PostgreSqlDialect() {}

  @Override
  public Engine engine() {
    return Engine.POSTGRESQL;
  }

  @Override
  public String quoteName(String name) {
    return PostgreSqlQuotes.name(name);
  }

  @Override
  public String quoteText(String text) {
    return PostgreSqlQuotes.text(text);
  }

  @Override
  public String shellNamespace(String database) {
    return "public";
  }

  @Override
  public TableReader tableReader() {
    return tableReader;
  }

  @Override
  public SystemTables systemTables() {
    return systemTables;
  }

  /**
   * The type of a column as its metadata names it. PgJDBC's names of columns with a sequence are no
   * types.
   */
  public static String type(String columnType) {
    return switch (columnType) {
      case "serial" -> "int4";
      case "bigserial" -> "int8";
      case "smallserial" -> "int2";
      default -> columnType;
    };
  }

  @Override
  public ErrorClasses errors() {
    return errors;
  }

  @Override
  public String digest(List<String> columns) {
    return "sha256(convert_to(CAST(ROW(" + String.join(", ", columns) + ") AS text), 'UTF8'))";
  }

  @Override
  public String asStored() {
    return "";
  }

  @Override
  public SettingSql settings() {
    return settings;
  }
}
