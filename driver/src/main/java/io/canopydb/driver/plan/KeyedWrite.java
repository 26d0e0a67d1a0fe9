package io.canopydb.driver.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An UPDATE or DELETE that needs several partitions at once: a query finds the rows and the new
 * values, then each row is written where it lies, by its primary key, if it still is what the query
 * saw.
 *
 * @param query gives for each row to be written the cells that the targets name
 * @param width how many cells that are
 * @param sameInstant whether it has functions of the present time, which must be one instant on all
 *     leaves
 * @param givesRows whether its statement has RETURNING
 * @param foretold whether the query tells what RETURNING gives of rows as they will be, so that no
 *     trigger may make others of them
 */
public record KeyedWrite(
    ReadNode query,
    int width,
    List<KeyedTarget> targets,
    boolean sameInstant,
    boolean givesRows,
    boolean foretold)
    implements WriteNode {
  public KeyedWrite {
    targets = List.copyOf(targets);
  }

  @Override
  public boolean chosenBySizes() {
    return query.chosenBySizes();
  }

  /**
   * A table that is written.
   *
   * @param placement an INSERT of columns that contain its shard key, which says how a key is
   *     placed
   * @param keys the cells of the query's rows that hold the columns of {@code placement}, in their
   *     order
   * @param identity the cells that tell one row from another; a NULL in the first of them where the
   *     row of the query means none of this table
   * @param statement writes one row; its {@link LeafSql.RowValue}s are cells of the query's row
   * @param addressed whether a row is found by its address, since no key tells it from all others:
   *     that is the one cell of {@code keys} and {@code identity}, and has the partition in it
   * @param move how a row changes its partition; null where none can
   * @param lookups what becomes of the lookup tables of its global keys
   */
  public record KeyedTarget(
      PlacedRows placement,
      List<Integer> keys,
      List<Integer> identity,
      LeafSql statement,
      boolean addressed,
      @Nullable Move move,
      List<KeyedLookup> lookups) {
    public KeyedTarget {
      lookups = List.copyOf(lookups);
      keys = List.copyOf(keys);
      identity = List.copyOf(identity);
    }
  }

  /**
   * How a row moves that the statement gives another shard key. It is deleted where it lies and
   * inserted, still as it was, where it will belong; there the statement is run on it as on every
   * other row. So the engine itself evaluates all that the statement says, and what it compares to
   * find the row proves that the copy is exact.
   *
   * @param placement an INSERT of the shard key, which says where the row will belong
   * @param keys the cells that hold the shard key to be, in the order of {@code placement}'s
   *     columns
   * @param delete deletes the row
   * @param insert inserts it anew
   * @param moved writes it where it has come to
   */
  public record Move(
      PlacedRows placement, List<Integer> keys, LeafSql delete, LeafSql insert, LeafSql moved) {
    public Move {
      keys = List.copyOf(keys);
    }
  }

  @Override
  public <R, X extends Exception> R accept(WriteNode.Visitor<R, X> visitor) throws X {
    return visitor.keyedWrite(this);
  }
}
