package io.canopydb.metadata.model;

import java.util.List;
import java.util.Optional;

/**
 * A table of a database.
 *
 * @param name as the engine stores it
 * @param distribution how its rows lie
 * @param columns in their order
 * @param uniqueKeys the primary key, if there is one, first
 */
public record Table(
    String name, Distribution distribution, List<Column> columns, List<UniqueKey> uniqueKeys) {

  public Table {
    columns = List.copyOf(columns);
    uniqueKeys = List.copyOf(uniqueKeys);
  }

  /** The column of this name, letter case ignored. */
  public Optional<Column> column(String columnName) {
    for (Column column : columns) {
      if (column.name().equalsIgnoreCase(columnName)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  /** The column whose values the cluster issues, if the table has one. */
  public Optional<Column> autoIncrementColumn() {
    return columns.stream().filter(Column::autoIncrement).findFirst();
  }
}
