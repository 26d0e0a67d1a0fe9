package io.canopydb.driver.ids;

import java.sql.SQLException;

/** Issues numbers from ranges that this aggregator reserved. Safe for use by many threads. */
public interface IdIssuer {

  /**
   * Takes {@code count} numbers, ascending, not always without gaps between them; none was issued
   * before, by any aggregator, since the table was made or its numbers last started anew.
   *
   * @param name {@code table.column}, or a sequence
   * @param firstEver where the numbers start if none was ever issued
   * @param largest the greatest number that the column or sequence takes: where few fit, few are
   *     reserved at a time. Numbers above it are issued all the same, and the engine refuses them
   * @throws SQLException STORE_UNREACHABLE or STORE_FAILED, if numbers had to be reserved
   */
  long[] next(String database, String name, long firstEver, long largest, int count)
      throws SQLException;

  /**
   * Tells of a number that the user gave explicitly: every number that any aggregator reserves from
   * now on lies above it, and this aggregator issues none up to it any more. Other aggregators go
   * on with what they have reserved already; a statement that then meets the number finds a
   * duplicate key, and takes the next numbers.
   *
   * @throws SQLException STORE_UNREACHABLE or STORE_FAILED
   */
  void observe(String database, String name, long value) throws SQLException;

  /**
   * Forgets ranges of a name that was dropped or truncated. Other aggregators do so by {@link
   * io.canopydb.metadata.model.Table#numbering}.
   */
  void forget(String database, String name);
}
