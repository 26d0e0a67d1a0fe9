package io.canopydb.driver.plan;

import java.util.List;

/**
 * An UPDATE or DELETE that needs several partitions at once: a query finds the rows and the new
 * values, then each row is written where it lies, by its primary key, if it still is what the query
 * saw.
 *
 * @param query gives for each row to be written the cells that the targets name
 * @param width how many cells that are
 * @param sameInstant whether it has functions of the present time, which must be one instant on all
 *     leaves
 */
public record KeyedWrite(PlanNode query, int width, List<KeyedTarget> targets, boolean sameInstant)
    implements PlanNode {
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
   * @param placement an INSERT of its primary key, which says how a key is placed
   * @param keys the cells of the query's rows that hold its primary key, in the order of {@code
   *     placement}'s columns; NULL where a row of the query means no row of this table
   * @param statement writes one row; its {@link LeafSql.RowValue}s are cells of the query's row
   */
  public record KeyedTarget(InsertRows placement, List<Integer> keys, LeafSql statement) {
    public KeyedTarget {
      keys = List.copyOf(keys);
    }
  }
}
