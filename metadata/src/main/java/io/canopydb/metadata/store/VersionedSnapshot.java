package io.canopydb.metadata.store;

import io.canopydb.metadata.model.ClusterSnapshot;

/**
 * A snapshot and the version record that it belongs to.
 *
 * @param znodeVersion ZooKeeper's own version of the version znode, for compare-and-set
 */
record VersionedSnapshot(ClusterSnapshot snapshot, VersionRecord record, int znodeVersion) {

  long version() {
    return record.version();
  }
}
