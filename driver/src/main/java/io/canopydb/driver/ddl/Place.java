package io.canopydb.driver.ddl;

import io.canopydb.metadata.model.Leaf;

/**
 * Where a DDL statement runs: the shell of a leaf, or a partition on its master's leaf.
 *
 * @param namespace MySQL: the database; PostgreSQL: the schema
 * @param ordinal of the partition; {@link #SHELL} for the shell
 */
record Place(Leaf leaf, String namespace, int ordinal) {
  static final int SHELL = -1;

  boolean isShell() {
    return ordinal == SHELL;
  }

  /** What tells it from all other places of its database, also in the journal. */
  String key() {
    return leaf.id() + "/" + namespace;
  }
}
