package io.canopydb.driver.ids;

import java.sql.SQLException;

/** Issues numbers from ranges that this aggregator reserved. Safe for use by many threads. */
public interface IdIssuer {

  /**
   * Takes {@code count} numbers, ascending, not always without gaps between them.
   *
   * @param name {@code table.column}, or a sequence
   * @param firstEver where the numbers start if none was ever issued
   */
  long[] next(String database, String name, long firstEver, int count) throws SQLException;

  /**
   * Tells of a number that the user gave explicitly: every number that any aggregator reserves from
   * now on lies above it, and this aggregator's own remaining range skips it.
   */
  void observe(String database, String name, long value) throws SQLException;

  /** Forgets ranges of a name that was dropped or truncated. */
  void forget(String database, String name);
}
