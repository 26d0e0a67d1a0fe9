package io.canopydb.metadata.model;

/** What a partition instance is to its partition. */
public enum Role {
  MASTER,
  REPLICA,
  ORPHAN
}
