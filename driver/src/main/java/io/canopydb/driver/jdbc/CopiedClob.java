package io.canopydb.driver.jdbc;

import java.sql.NClob;
import java.sql.SQLException;
import javax.sql.rowset.serial.SerialClob;

/** Characters in memory. */
final class CopiedClob extends SerialClob implements NClob {
  private static final long serialVersionUID = 1L;

  CopiedClob(String text) throws SQLException {
    super(text.toCharArray());
  }
}
