package io.canopydb.driver.plan;

import io.canopydb.metadata.model.UniqueKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a lookup table when rows are updated or deleted one by one. Cells are those of
 * the row that the query gave.
 *
 * @param key the global key of the written table
 * @param placement how a row of the lookup table is placed, by the key's columns
 * @param gone the cells of the lookup row as it was, those of the key first; where one is NULL
 *     there is no such row
 * @param delete deletes the row of the key as it was
 * @param come the cells of the lookup row as it will be; empty where the row is deleted
 * @param nullable those of them for which NULL means that there is to be no row
 * @param insert inserts the row as it will be; null where the row is deleted
 */
public record KeyedLookup(
    UniqueKey key,
    PlacedRows placement,
    List<Integer> gone,
    LeafSql delete,
    List<Integer> come,
    List<Integer> nullable,
    @Nullable LeafSql insert) {
  public KeyedLookup {
    gone = List.copyOf(gone);
    come = List.copyOf(come);
    nullable = List.copyOf(nullable);
  }
}
