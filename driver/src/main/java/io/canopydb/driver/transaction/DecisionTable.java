package io.canopydb.driver.transaction;

import io.canopydb.driver.dialect.Dialect;
import java.util.List;

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

  /** What gives the table of an older version the column that it lacks. */
  static String upgrade(DecisionPlace.Found at) {
    return "ALTER TABLE "
        + at.table()
        + " ADD COLUMN "
        + TwoPhase.of(at.leaf().engine()).managersColumn();
  }

  /**
   * The statements that make it in a partition's namespace. Whoever may write in the partition may
   * decide there.
   */
  public static List<String> creation(Dialect dialect, String namespace) {
    String table = dialect.quoteName(namespace) + '.' + dialect.quoteName(NAME);
    return TwoPhase.of(dialect.engine()).creation(table);
  }
}
