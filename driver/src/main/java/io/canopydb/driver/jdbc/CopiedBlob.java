package io.canopydb.driver.jdbc;

import java.sql.SQLException;
import javax.sql.rowset.serial.SerialBlob;
import javax.sql.rowset.serial.SerialException;

/** Bytes in memory. */
final class CopiedBlob extends SerialBlob {
  private static final long serialVersionUID = 1L;

  CopiedBlob(byte[] bytes) throws SQLException {
    super(bytes);
  }

  /** SerialBlob finds no first byte in an empty one, not even for a length of 0. */
  @Override
  public byte[] getBytes(long position, int length) throws SerialException {
    return length == 0 ? new byte[0] : super.getBytes(position, length);
  }
}
