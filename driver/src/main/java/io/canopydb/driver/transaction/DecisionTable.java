package io.canopydb.driver.transaction;

import io.canopydb.driver.dialect.Dialect;

/**
 * The table of decisions that every partition has: a row says what became of a transaction whose
 * decision lies here. It is part of the partition, so it moves and is replicated with it.
 */
public final class DecisionTable {
  /** Its name in each partition. */
  public static final String NAME = "canopy_decision";

  private DecisionTable() {}

  /** Its quoted name in a partition. */
  static String qualified(Dialect dialect, String database, int ordinal) {
    return dialect.quoteName(dialect.partitionNamespace(database, ordinal))
        + '.'
        + dialect.quoteName(NAME);
  }

  /** A query of one row: how many decisions of a partition are left to transaction managers. */
  public static String leftToManagers(Dialect dialect, String namespace) {
    return "SELECT COUNT(*) FROM "
        + dialect.quoteName(namespace)
        + '.'
        + dialect.quoteName(NAME)
        + " WHERE verdict = 'P'";
  }
}
