package io.canopydb.metadata.model;

import java.util.List;

/** How the rows of a table lie over the leaves. */
public sealed interface Distribution {

  /**
   * Each row lies in the partition that the hash of its shard key says.
   *
   * @param columns the shard key's columns, in the order they are hashed; never empty
   */
  record Sharded(List<String> columns) implements Distribution {
    public Sharded {
      columns = List.copyOf(columns);
      if (columns.isEmpty()) {
        throw new IllegalArgumentException("a shard key has at least one column");
      }
    }
  }

  /** Rows are spread evenly, with no way to tell where one lies. */
  record Keyless() implements Distribution {}

  /** Every leaf holds all rows, in its shell. */
  record Reference() implements Distribution {}
}
