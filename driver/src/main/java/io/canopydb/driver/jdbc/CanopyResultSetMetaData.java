package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.front.LogicalNames;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The engine's own description of a result, without the hidden columns and with logical names. As
 * safe for use by many threads as the engine's.
 */
final class CanopyResultSetMetaData implements ResultSetMetaData {
  private final ResultSetMetaData engine;
  private final int count;
  private final LogicalNames names;

  /**
   * @param count how many columns the application sees
   */
  CanopyResultSetMetaData(ResultSetMetaData engine, int count, LogicalNames names) {
    this.engine = engine;
    this.count = count;
    this.names = names;
  }

  private ResultSetMetaData of(int column) throws SQLException {
    if (column < 1 || column > count) {
      throw CanopyError.NO_COLUMN.with(column, count);
    }
    return engine;
  }

  private static String emptyIfNull(@Nullable String name) {
    return name == null ? "" : name;
  }

  @Override
  public int getColumnCount() {
    return count;
  }

  @Override
  public String getCatalogName(int column) throws SQLException {
    return emptyIfNull(names.catalog(of(column).getCatalogName(column)));
  }

  @Override
  public String getSchemaName(int column) throws SQLException {
    return emptyIfNull(names.schema(of(column).getSchemaName(column)));
  }

  @Override
  public boolean isAutoIncrement(int column) throws SQLException {
    return of(column).isAutoIncrement(column);
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    return of(column).isCaseSensitive(column);
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    return of(column).isSearchable(column);
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    return of(column).isCurrency(column);
  }

  @Override
  public int isNullable(int column) throws SQLException {
    return of(column).isNullable(column);
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return of(column).isSigned(column);
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    return of(column).getColumnDisplaySize(column);
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    return of(column).getColumnLabel(column);
  }

  @Override
  public String getColumnName(int column) throws SQLException {
    return of(column).getColumnName(column);
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    return of(column).getPrecision(column);
  }

  @Override
  public int getScale(int column) throws SQLException {
    return of(column).getScale(column);
  }

  @Override
  public String getTableName(int column) throws SQLException {
    return of(column).getTableName(column);
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return of(column).getColumnType(column);
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return of(column).getColumnTypeName(column);
  }

  @Override
  public boolean isReadOnly(int column) throws SQLException {
    return of(column).isReadOnly(column);
  }

  @Override
  public boolean isWritable(int column) throws SQLException {
    return of(column).isWritable(column);
  }

  @Override
  public boolean isDefinitelyWritable(int column) throws SQLException {
    return of(column).isDefinitelyWritable(column);
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return of(column).getColumnClassName(column);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(this) ? type.cast(this) : engine.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || engine.isWrapperFor(type);
  }
}
