package io.canopydb.driver.execute;

import java.sql.SQLException;

/**
 * PostgreSQL's refusal of a statement that was prepared before its table was altered. Its driver
 * prepares the statement anew when it is run again.
 */
public final class StaleStatement {
  private StaleStatement() {}

  /** Whether an error is that refusal. */
  public static boolean is(SQLException e) {
    return "0A000".equals(e.getSQLState())
        && String.valueOf(e.getMessage()).contains("cached plan must not change result type");
  }
}
