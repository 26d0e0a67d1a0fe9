package io.canopydb.proxy.wire.postgresql;

import io.canopydb.driver.session.BulkCopy;
import io.canopydb.driver.session.Session;
import io.canopydb.proxy.server.ClientGoneException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A client's COPY, of which there is one at a time. */
final class Copying implements AutoCloseable {
  private final Session session;
  private final BackendMessages out;
  private BulkCopy.@Nullable In open;
  private boolean failed;

  Copying(Session session, BackendMessages out) {
    this.session = session;
    this.out = out;
  }

  /** Whether rows are awaited from the client. */
  boolean takesRows() {
    return open != null;
  }

  /**
   * Begins one, and ends it too where its rows go to the client.
   *
   * @return whether rows are awaited
   */
  boolean begin(String sql) throws SQLException, ClientGoneException {
    BulkCopy copy = session.copy(sql);
    if (copy instanceof BulkCopy.In in) {
      open = in;
      out.copyIn(in.format(), in.fieldCount());
      return true;
    }
    if (copy instanceof BulkCopy.Out rows) {
      send(rows);
    }
    return false;
  }

  private void send(BulkCopy.Out rows) throws SQLException, ClientGoneException {
    boolean done = false;
    try {
      out.copyOut(rows.format(), rows.fieldCount());
      for (byte[] row = rows.read(); row != null; row = rows.read()) {
        out.copyData(row);
      }
      done = true;
    } finally {
      if (!done) {
        rows.cancel();
      }
    }
    out.copyDone();
    Notices.say(session, out);
    out.complete("COPY " + rows.rows());
  }

  /**
   * Takes a message of the client's; an error is said to it.
   *
   * @return whether the COPY is over
   */
  boolean take(byte type, ByteBuf frame) throws ClientGoneException {
    BulkCopy.In in = open;
    if (in == null) {
      return true;
    }
    try {
      switch (type) {
        case 'd' -> {
          byte[] bytes = ByteBufUtil.getBytes(frame);
          in.write(bytes, 0, bytes.length);
          return false;
        }
        case 'c' -> {
          long rows = in.end();
          Notices.say(session, out);
          out.complete("COPY " + rows);
        }
        default -> {
          in.cancel();
          throw new SQLException("COPY from stdin failed: " + FrameReader.text(frame), "57014");
        }
      }
    } catch (SQLException e) {
      out.error(ErrorFields.of(e));
      failed = true;
    }
    open = null;
    return true;
  }

  /** Whether the last one failed; asked once. */
  boolean hasFailed() {
    boolean was = failed;
    failed = false;
    return was;
  }

  @Override
  public void close() throws SQLException {
    BulkCopy.In in = open;
    open = null;
    if (in != null) {
      in.cancel();
    }
  }
}
