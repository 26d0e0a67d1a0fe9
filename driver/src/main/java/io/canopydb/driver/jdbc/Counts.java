package io.canopydb.driver.jdbc;

import java.sql.Statement;

/** Counts of rows, for methods that speak of them as int. */
final class Counts {
  private Counts() {}

  /** The count, or the largest int. */
  static int asInt(long count) {
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  /** The counts of a batch; one that is too large is SUCCESS_NO_INFO, as JDBC has it. */
  static int[] asInts(long[] counts) {
    int[] ints = new int[counts.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = counts[i] > Integer.MAX_VALUE ? Statement.SUCCESS_NO_INFO : (int) counts[i];
    }
    return ints;
  }
}
