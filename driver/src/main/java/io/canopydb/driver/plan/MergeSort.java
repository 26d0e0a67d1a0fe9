package io.canopydb.driver.plan;

import java.util.List;

/** Merges sorted sources into one sorted by the same keys. */
public record MergeSort(Route input, List<SortKey> keys) implements PlanNode {
  public MergeSort {
    keys = List.copyOf(keys);
  }
}
