package io.canopydb.metadata.placement;

/** The canonical form of NULL in a shard key. */
public enum KeyNull {
  NULL
}
