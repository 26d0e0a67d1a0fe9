package io.canopydb.driver.execute.scratch;

import io.canopydb.driver.merge.Row;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Rows on their way to scratch tables: read from one leaf, to be written to one or several. Every
 * value arrives as the engine stored it. Not safe for use by several threads at once.
 */
public sealed interface ScratchRows permits MySqlScratchRows, PostgreSqlScratchRows {

  /** Adds the row that a source stands on. */
  void add(Row row) throws SQLException;

  /** How many rows it holds. */
  int count();

  /** About how many bytes it holds. */
  long bytes();

  /** Whether it is time to write. */
  boolean full();

  /**
   * Writes all rows into a table.
   *
   * @param name quoted
   */
  void write(Connection connection, String name) throws SQLException;

  /** Forgets all rows. */
  void clear();
}
