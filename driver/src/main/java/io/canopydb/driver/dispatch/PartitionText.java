package io.canopydb.driver.dispatch;

import java.util.List;

/** A text for a leaf. */
public interface PartitionText {
  /** The ordinals of the partitions that it names. */
  List<Integer> partitions();
}
