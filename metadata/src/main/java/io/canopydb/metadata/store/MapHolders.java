package io.canopydb.metadata.store;

import io.canopydb.metadata.model.ClusterSnapshot;

/**
 * Who knows by which snapshots the statements and transactions of a process go. It is asked on a
 * thread of the store's own, and answers without waiting.
 */
public interface MapHolders {

  /** None holds anything but the snapshot that was applied. */
  MapHolders NONE =
      new MapHolders() {
        @Override
        public long oldestHeld(long applied) {
          return applied;
        }

        @Override
        public boolean drained(ClusterSnapshot applied) {
          return true;
        }
      };

  /** The oldest version that is held; {@code applied} where no older one is. */
  long oldestHeld(long applied);

  /**
   * Whether nobody goes by an older snapshot than {@code applied}, at least not for what that has
   * changed: tables whose rows are moving, partitions that have another master.
   */
  boolean drained(ClusterSnapshot applied);
}
