package io.canopydb.driver.dialect;

import io.canopydb.metadata.model.Engine;

/** MySQL's dialect. */
public final class MySqlDialect implements Dialect {
  static final MySqlDialect INSTANCE = new MySqlDialect();

  private MySqlDialect() {}

  @Override
  public Engine engine() {
    return Engine.MYSQL;
  }

  @Override
  public String quoteName(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  @Override
  public String quoteText(String text) {
    throw new IllegalStateException("to come");
  }

  @Override
  public String shellNamespace(String database) {
    return database;
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
