package io.canopydb.driver.dialect;

import io.canopydb.metadata.model.Engine;

/** PostgreSQL's dialect. */
public final class PostgreSqlDialect implements Dialect {
  static final PostgreSqlDialect INSTANCE = new PostgreSqlDialect();

  private PostgreSqlDialect() {}

  @Override
  public Engine engine() {
    return Engine.POSTGRESQL;
  }

  @Override
  public String quoteName(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public String quoteText(String text) {
    throw new IllegalStateException("to come");
  }

  @Override
  public String shellNamespace(String database) {
    return "public";
  }

  @Override
  public TableReader tableReader() {
    throw new IllegalStateException("to come");
  }

  @Override
  public ErrorClasses errors() {
    throw new IllegalStateException("to come");
  }

  @Override
  public SettingSql settings() {
    throw new IllegalStateException("to come");
  }
}
