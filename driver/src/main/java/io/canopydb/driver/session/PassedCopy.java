package io.canopydb.driver.session;

import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Rows that one leaf takes as they come. */
final class PassedCopy implements BulkCopy.In {
  private final SessionState session;
  private final CopyIn copy;

  PassedCopy(SessionState session, CopyIn copy) {
    this.session = session;
    this.copy = copy;
  }

  @Override
  public int fieldCount() {
    return copy.getFieldCount();
  }

  @Override
  public int format() {
    return copy.getFormat();
  }

  @Override
  public boolean isOpen() {
    return copy.isActive();
  }

  @Override
  public long rows() {
    return copy.getHandledRowCount();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws SQLException {
    try {
      copy.writeToCopy(bytes, offset, length);
    } catch (SQLException e) {
      session.copy().ended(this);
      throw session.transaction().noted(e);
    }
  }

  @Override
  public long end() throws SQLException {
    session.copy().ended(this);
    try {
      return copy.endCopy();
    } catch (SQLException e) {
      throw session.transaction().noted(e);
    }
  }

  @Override
  public void cancel() throws SQLException {
    if (isOpen()) {
      session.copy().ended(this);
      copy.cancelCopy();
      session.transaction().fail();
    }
  }
}
