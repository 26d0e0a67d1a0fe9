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
 * @param moving whether its rows are on their way to where another shard key says that they lie: no
 *     statement may use the table before they are there, or back
 * @param chosen whether somebody named its shard key, so that no other key may take its place
 */
public record Table(
    String name,
    Distribution distribution,
    List<Column> columns,
    List<UniqueKey> uniqueKeys,
    long numbering,
    boolean moving,
    boolean chosen) {

  public Table {
    columns = List.copyOf(columns);
    uniqueKeys = List.copyOf(uniqueKeys);
  }

  /** A table whose numbers never started anew. */
  public Table(
      String name, Distribution distribution, List<Column> columns, List<UniqueKey> uniqueKeys) {
    this(name, distribution, columns, uniqueKeys, 0, /* moving= */ false, /* chosen= */ false);
  }

  /** This table with its issued numbers starting anew. */
  public Table withNumbering(long newNumbering) {
    return new Table(name, distribution, columns, uniqueKeys, newNumbering, moving, chosen);
  }

  /** This table as it would be with another shard key. */
  public Table shardedBy(List<String> key) {
    return withDistribution(new Distribution.Sharded(key));
  }

  /** This table with its rows lying in another way. */
  public Table withDistribution(Distribution other) {
    return new Table(name, other, columns, uniqueKeys, numbering, moving, chosen);
  }

  /** This table with its rows on their way, or where they lie. */
  public Table withMoving(boolean nowMoving) {
    return new Table(name, distribution, columns, uniqueKeys, numbering, nowMoving, chosen);
  }

  /** This table with a shard key that somebody named, or that a unique key gave it. */
  public Table withChosen(boolean nowChosen) {
    return new Table(name, distribution, columns, uniqueKeys, numbering, moving, nowChosen);
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
