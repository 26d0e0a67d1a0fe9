package io.canopydb.driver.plan;

import org.jspecify.annotations.Nullable;

/**
 * Rows that leaf statements give: one statement a partition (those of one leaf in one round trip),
 * in parallel over leaves, one after the other in no order.
 *
 * @param unionTail what follows when the statements of one leaf's partitions are joined by UNION
 *     ALL, such as an ORDER BY by position; null where they must not be joined, as when they lock
 *     rows
 */
public record Route(LeafSql sql, Target target, @Nullable LeafSql unionTail) implements ReadNode {
  @Override
  public <R, X extends Exception> R accept(ReadNode.Visitor<R, X> visitor) throws X {
    return visitor.route(this);
  }
}
