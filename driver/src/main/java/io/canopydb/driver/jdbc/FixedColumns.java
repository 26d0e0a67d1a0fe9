package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A description of columns that needs no connection: what a catalogue's result says of itself.
 * Immutable.
 */
record FixedColumns(List<Column> columns) implements ResultSetMetaData {

  /** No columns at all. */
  static final FixedColumns NONE = new FixedColumns(List.of());

  FixedColumns {
    columns = List.copyOf(columns);
  }

  /** One column, in the words of {@link ResultSetMetaData}. */
  record Column(
      String label,
      String name,
      int type,
      String typeName,
      String className,
      int precision,
      int scale,
      int displaySize,
      boolean signed,
      boolean caseSensitive) {}

  /** Copies another description. */
  static FixedColumns of(ResultSetMetaData other) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= other.getColumnCount(); i++) {
      columns.add(
          new Column(
              other.getColumnLabel(i),
              other.getColumnName(i),
              other.getColumnType(i),
              other.getColumnTypeName(i),
              other.getColumnClassName(i),
              other.getPrecision(i),
              other.getScale(i),
              other.getColumnDisplaySize(i),
              other.isSigned(i),
              other.isCaseSensitive(i)));
    }
    return new FixedColumns(columns);
  }

  private Column at(int column) {
    return columns.get(column - 1);
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public boolean isAutoIncrement(int column) {
    return false;
  }

  @Override
  public boolean isCaseSensitive(int column) {
    return at(column).caseSensitive();
  }

  @Override
  public boolean isSearchable(int column) {
    return true;
  }

  @Override
  public boolean isCurrency(int column) {
    return false;
  }

  @Override
  public int isNullable(int column) {
    return columnNullableUnknown;
  }

  @Override
  public boolean isSigned(int column) {
    return at(column).signed();
  }

  @Override
  public int getColumnDisplaySize(int column) {
    return at(column).displaySize();
  }

  @Override
  public String getColumnLabel(int column) {
    return at(column).label();
  }

  @Override
  public String getColumnName(int column) {
    return at(column).name();
  }

  @Override
  public String getSchemaName(int column) {
    return "";
  }

  @Override
  public int getPrecision(int column) {
    return at(column).precision();
  }

  @Override
  public int getScale(int column) {
    return at(column).scale();
  }

  @Override
  public String getTableName(int column) {
    return "";
  }

  @Override
  public String getCatalogName(int column) {
    return "";
  }

  @Override
  public int getColumnType(int column) {
    return at(column).type();
  }

  @Override
  public String getColumnTypeName(int column) {
    return at(column).typeName();
  }

  @Override
  public boolean isReadOnly(int column) {
    return true;
  }

  @Override
  public boolean isWritable(int column) {
    return false;
  }

  @Override
  public boolean isDefinitelyWritable(int column) {
    return false;
  }

  @Override
  public String getColumnClassName(int column) {
    return at(column).className();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw CanopyError.NO_UNWRAP.with("description", type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
