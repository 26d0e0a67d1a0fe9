package io.canopydb.metadata.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A primary or unique key.
 *
 * @param name the engine's name of it
 * @param primary whether it is the primary key
 * @param columns those of its columns, in order, in which two rows must agree to violate it. A key
 *     part that is an expression, a prefix of a column, or compares otherwise than the column does
 *     (another collation) is left out. So the key can be kept unique over partitions if this list
 *     contains the shard key
 * @param exact whether two rows that agree in these columns always violate it (but for NULLs):
 *     false where a part was left out or where the key holds only for some rows
 * @param lookup of a global key, which does not contain the shard key, the table that keeps it
 *     unique over partitions; null for a key that each partition keeps by itself
 */
public record UniqueKey(
    String name, boolean primary, List<String> columns, boolean exact, @Nullable String lookup) {

  public UniqueKey {
    columns = List.copyOf(columns);
  }

  /** A key that each partition keeps by itself. */
  public UniqueKey(String name, boolean primary, List<String> columns, boolean exact) {
    this(name, primary, columns, exact, null);
  }

  /** Likewise, of whole columns. */
  public UniqueKey(String name, boolean primary, List<String> columns) {
    this(name, primary, columns, true);
  }

  /** Whether a lookup table keeps it unique over partitions. */
  public boolean global() {
    return lookup != null;
  }

  /** Whether each row of a table with these columns has a value of it that no other row has. */
  public boolean namesRows(List<Column> tableColumns) {
    return exact
        && !columns.isEmpty()
        && (primary
            || tableColumns.stream()
                .filter(column -> columns.contains(column.name()))
                .noneMatch(Column::nullable));
  }

  /** This key, kept by a lookup table. */
  public UniqueKey withLookup(@Nullable String table) {
    return new UniqueKey(name, primary, columns, exact, table);
  }
}
