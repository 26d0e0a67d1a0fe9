package io.canopydb.driver.jdbc;

import java.sql.NClob;
import java.sql.SQLException;
import javax.sql.rowset.serial.SerialClob;
import javax.sql.rowset.serial.SerialException;

/** Characters in memory. */
final class CopiedClob extends SerialClob implements NClob {
  private static final long serialVersionUID = 1L;

  CopiedClob(String text) throws SQLException {
    super(text.toCharArray());
  }

  /** SerialClob finds no first character in an empty one, not even for a length of 0. */
  @Override
  public String getSubString(long position, int length) throws SerialException {
    return length == 0 ? "" : super.getSubString(position, length);
  }
}
