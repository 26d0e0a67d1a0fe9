package io.canopydb.driver.plan;

import io.canopydb.metadata.model.UniqueKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of rows that would be duplicates, on a table with global keys: INSERT IGNORE,
 * REPLACE, ON DUPLICATE KEY UPDATE, ON CONFLICT. The row that one is the duplicate of may lie in
 * another partition than it would, so it is looked for before the row is written.
 *
 * <p>An <i>image</i> of a row is its identity, by which it is found again, and behind that the
 * columns of all lookup tables.
 *
 * @param plain the same rows as an INSERT to which a duplicate is an error
 * @param keys those whose duplicates the statement provides for
 * @param identity how many columns the identity has
 * @param width how many columns an image has
 * @param image reads and locks the image of the row with an identity, whose values are the cells
 * @param delete deletes that row
 * @param follows whether the row that a duplicate updates may get other values of global keys
 * @param lookups what becomes of lookup tables, by the cells of an image
 */
public record Upsert(
    Way way,
    PlacedRows plain,
    List<Key> keys,
    List<String> identity,
    int width,
    LeafSql image,
    LeafSql delete,
    boolean follows,
    List<KeyedLookup> lookups) {
  public Upsert {
    keys = List.copyOf(keys);
    identity = List.copyOf(identity);
    lookups = List.copyOf(lookups);
  }

  /** What becomes of a duplicate. */
  public enum Way {
    /** It is left out. */
    SKIP,
    /** The row that is there is updated. */
    UPDATE,
    /** The rows that are there are deleted. */
    REPLACE
  }

  /**
   * A key that a row may be a duplicate in.
   *
   * @param cells which cells of the row it consists of
   * @param find reads the image of the row with these values
   * @param lookup where a global key says in which partition that lies; null for a key that each
   *     partition keeps by itself
   */
  public record Key(UniqueKey key, List<Integer> cells, LeafSql find, @Nullable Place lookup) {
    public Key {
      cells = List.copyOf(cells);
    }
  }

  /**
   * How the partition of the row with a value of a global key is found.
   *
   * @param rows how a row of the lookup table is placed, by the key's values
   * @param select reads the shard key of the row
   * @param shardKey how that is placed
   */
  public record Place(PlacedRows rows, LeafSql select, PlacedRows shardKey) {}
}
