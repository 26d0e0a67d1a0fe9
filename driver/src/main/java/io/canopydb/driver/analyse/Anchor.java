package io.canopydb.driver.analyse;

import io.canopydb.metadata.placement.ShardKey;
import java.util.List;

/**
 * What ties the rows of a source to partitions.
 *
 * @param key the shard key; null for a keyless table, whose rows nothing ties
 * @param columns the columns that carry the key's values, in the key's order; empty where they are
 *     not all there
 */
record Anchor(
    String database, @org.jspecify.annotations.Nullable ShardKey key, List<ColumnId> columns) {
  Anchor {
    columns = List.copyOf(columns);
  }

  /** The source that it ties; only where it has columns. */
  int source() {
    return columns.get(0).source();
  }

  /** Whether rows of both that matter to each other lie in partitions of the same number. */
  boolean tiedTo(Anchor other, Facts facts) {
    if (key == null
        || other.key == null
        || columns.isEmpty()
        || other.columns.isEmpty()
        || !database.equals(other.database)
        || !key.collocatedWith(other.key)) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!facts.same(columns.get(i), other.columns.get(i))) {
        return false;
      }
    }
    return true;
  }
}
