package io.canopydb.driver.execute;

import io.canopydb.driver.dialect.Dialect;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the tables are called that stand for one scratch table. Each has its own rows for every
 * partition, where it is partitioned; and where the engine opens a temporary table only once in a
 * statement, there are copies.
 *
 * @param stem the name that all of them begin with, unquoted
 * @param copies how many there are of the same rows
 */
public record ScratchName(String stem, int copies) {
  private static final AtomicLong NUMBERS = new AtomicLong();

  /** A name that no other statement of this process has. */
  public static String newStem() {
    return "canopy_scratch_" + NUMBERS.incrementAndGet();
  }

  /** The quoted name of a table that holds all rows. */
  public String whole(int copy, Dialect dialect) {
    return name("", copy, dialect);
  }

  /** The quoted name of a table that holds one partition's rows. */
  public String ofPartition(int ordinal, int copy, Dialect dialect) {
    return name("_p" + ordinal, copy, dialect);
  }

  private String name(String partition, int copy, Dialect dialect) {
    int at = Math.min(copy, copies - 1);
    return dialect.quoteName(stem + partition + (at == 0 ? "" : "_" + at));
  }
}
