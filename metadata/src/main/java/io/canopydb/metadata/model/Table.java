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
 * @param numbering tells one run of issued numbers from the next: the cluster's version in which
 *     the table was made, or in which its AUTO_INCREMENT or identity values last started anew
 *     (TRUNCATE). Each aggregator drops what it had reserved under another
 */
public record Table(
    String name,
    Distribution distribution,
    List<Column> columns,
    List<UniqueKey> uniqueKeys,
    long numbering) {

  public Table {
    columns = List.copyOf(columns);
    uniqueKeys = List.copyOf(uniqueKeys);
  }

  /** A table whose numbers never started anew. */
  public Table(
      String name, Distribution distribution, List<Column> columns, List<UniqueKey> uniqueKeys) {
    this(name, distribution, columns, uniqueKeys, 0);
  }

  /** This table with its issued numbers starting anew. */
  public Table withNumbering(long newNumbering) {
    return new Table(name, distribution, columns, uniqueKeys, newNumbering);
  }

  /** This table as it would be with another shard key. */
  public Table shardedBy(List<String> key) {
    return new Table(name, new Distribution.Sharded(key), columns, uniqueKeys, numbering);
  }

  /** The unique keys that lookup tables keep. */
  public List<UniqueKey> globalKeys() {
    return uniqueKeys.stream().filter(UniqueKey::global).toList();
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
