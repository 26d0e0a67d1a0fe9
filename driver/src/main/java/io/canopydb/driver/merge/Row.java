package io.canopydb.driver.merge;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One row, valid until its cursor moves on. Merging looks only at the columns it sorts, groups or
 * computes by; every other column stays where it is until the application asks for it.
 */
public interface Row {

  /**
   * A column's value as merging compares it: Long, BigDecimal, Double, Boolean, byte[] (compared
   * unsigned, byte by byte), a {@code Comparable} of java.time, or null.
   *
   * @param column 0-based
   */
  @Nullable Object value(int column) throws SQLException;
}
