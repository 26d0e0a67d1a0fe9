package io.canopydb.driver.plan;

import java.util.List;

/** Merges sorted sources into one sorted by the same keys. */
public record MergeSort(Route input, List<SortKey> keys) implements ReadNode {
  public MergeSort {
    keys = List.copyOf(keys);
  }

  @Override
  public <R, X extends Exception> R accept(ReadNode.Visitor<R, X> visitor) throws X {
    return visitor.mergeSort(this);
  }
}
