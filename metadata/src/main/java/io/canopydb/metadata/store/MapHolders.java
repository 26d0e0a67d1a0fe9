package io.canopydb.metadata.store;

import io.canopydb.metadata.model.ClusterSnapshot;

/**
 * Who knows by which snapshots the statements and transactions of a process go. It is asked on a
 * thread of the store's own, and answers without waiting.
 */
@FunctionalInterface
public interface MapHolders {

  /** None holds anything but the snapshot that was applied. */
  MapHolders NONE = applied -> Holdings.nothingBefore(applied.version());

  /** What is held of snapshots before the one that has been applied. */
  Holdings held(ClusterSnapshot applied);
}
