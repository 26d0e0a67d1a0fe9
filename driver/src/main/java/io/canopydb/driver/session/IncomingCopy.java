package io.canopydb.driver.session;

import io.canopydb.driver.execute.copy.CopyFrom;
import java.sql.SQLException;

/** Rows that are placed here. */
final class IncomingCopy implements BulkCopy.In {
  private final SessionState session;
  private final PlannedStatements planned;
  private final CopyFrom copy;
  private final int fields;
  private boolean open = true;
  private long rows = -1;

  IncomingCopy(SessionState session, PlannedStatements planned, CopyFrom copy, int fields) {
    this.session = session;
    this.planned = planned;
    this.copy = copy;
    this.fields = fields;
  }

  @Override
  public int fieldCount() {
    return fields;
  }

  @Override
  public int format() {
    return 0;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws SQLException {
    try {
      copy.write(bytes, offset, length);
    } catch (SQLException e) {
      throw ended(e);
    } catch (RuntimeException e) {
      broken();
      throw e;
    }
  }

  @Override
  public long end() throws SQLException {
    try {
      rows = planned.outcome(copy.end()).count();
      ended();
      return rows;
    } catch (SQLException e) {
      throw ended(e);
    } catch (RuntimeException e) {
      broken();
      throw e;
    }
  }

  /** The server would say that the COPY failed, which is an error to its transaction. */
  @Override
  public void cancel() {
    if (open) {
      copy.cancel();
      broken();
    }
  }

  /** Rows that have come may be written already. */
  private void broken() {
    ended();
    session.transaction().fail();
  }

  private SQLException ended(SQLException e) {
    broken();
    return session.transaction().noted(e);
  }

  private void ended() {
    open = false;
    session.copy().ended(this);
  }
}
