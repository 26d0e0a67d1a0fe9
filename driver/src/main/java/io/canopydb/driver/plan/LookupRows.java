package io.canopydb.driver.plan;

import io.canopydb.metadata.model.UniqueKey;
import java.util.List;

/**
 * The rows of a lookup table that go with the rows of an INSERT: a row has one for each global key,
 * unless the key has a NULL in it, which conflicts with nothing.
 *
 * @param key a global key of the table
 * @param rows how a row of its lookup table is placed and sent; its cells are those of the key's
 *     columns, then the rest of the shard key's
 * @param cells which cells of the table's row they are
 * @param nullable those of them that may be NULL
 */
public record LookupRows(
    UniqueKey key, PlacedRows rows, List<Integer> cells, List<Integer> nullable) {
  public LookupRows {
    cells = List.copyOf(cells);
    nullable = List.copyOf(nullable);
  }
}
