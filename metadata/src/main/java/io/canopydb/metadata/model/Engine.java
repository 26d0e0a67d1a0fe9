package io.canopydb.metadata.model;

/** The kinds of stock server that can be a leaf. All leaves of a cluster are of one engine. */
public enum Engine {
  MYSQL,
  POSTGRESQL
}
