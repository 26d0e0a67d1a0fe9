package io.canopydb.metadata.model;

/** What the cluster holds of a leaf; see SHOW LEAVES. */
public enum LeafState {
  ONLINE,
  OFFLINE,
  ATTACHING,
  DETACHED
}
