package io.canopydb.driver.session;

import io.canopydb.driver.execute.copy.CopyTo;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows on their way to the application. */
final class OutgoingCopy implements BulkCopy.Out {
  private final SessionState session;
  private final CopyTo copy;
  private final int fields;
  private final int format;
  private boolean open = true;

  OutgoingCopy(SessionState session, CopyTo copy) {
    this.session = session;
    this.copy = copy;
    this.fields = copy.fieldCount();
    this.format = copy.format();
  }

  @Override
  public int fieldCount() {
    return fields;
  }

  @Override
  public int format() {
    return format;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public long rows() {
    return copy.rows();
  }

  @Override
  public byte @Nullable [] read() throws SQLException {
    if (!open) {
      return null;
    }
    try {
      byte[] message = copy.read();
      if (message == null) {
        close();
      }
      return message;
    } catch (SQLException e) {
      SQLException noted = session.transaction().noted(e);
      try {
        close();
      } catch (SQLException closing) {
        noted.addSuppressed(closing);
      }
      throw noted;
    }
  }

  @Override
  public void cancel() throws SQLException {
    if (open) {
      close();
      session.transaction().fail();
    }
  }

  private void close() throws SQLException {
    open = false;
    session.copy().ended(this);
    copy.close();
  }
}
