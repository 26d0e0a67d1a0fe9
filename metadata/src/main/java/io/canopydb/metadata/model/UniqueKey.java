package io.canopydb.metadata.model;

import java.util.List;

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
 */
public record UniqueKey(String name, boolean primary, List<String> columns, boolean exact) {

  public UniqueKey {
    columns = List.copyOf(columns);
  }

  /** A key of whole columns. */
  public UniqueKey(String name, boolean primary, List<String> columns) {
    this(name, primary, columns, true);
  }
}
