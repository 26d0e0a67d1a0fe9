package io.canopydb.proxy.wire.postgresql;

import io.canopydb.driver.session.Session;
import io.canopydb.driver.session.TransactionStatus;
import io.canopydb.proxy.server.ClientGoneException;
import io.netty.buffer.ByteBuf;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a client asks when it has logged in. Used by one thread at a time. */
final class Queries implements AutoCloseable {
  private final Session session;
  private final BackendMessages out;
  private final Settings settings;
  private final StatementTypes types;
  private final Copying copying;
  private final ExtendedQueries extended;

  /** The simple query of which a COPY takes rows. */
  private @Nullable SimpleQuery simple;

  Queries(Session session, BackendMessages out, Settings settings, StatementTypes types) {
    this.session = session;
    this.out = out;
    this.settings = settings;
    this.types = types;
    this.copying = new Copying(session, out);
    this.extended = new ExtendedQueries(session, out, settings, types, copying);
  }

  /** Whether nothing is open, so that the server may end. */
  boolean atRest() {
    return session.transactionStatus() == TransactionStatus.IDLE
        && !copying.takesRows()
        && extended.atRest();
  }

  /**
   * Answers one message.
   *
   * @throws SQLException what ends the connection
   */
  void answer(ByteBuf frame) throws SQLException, ClientGoneException {
    byte type = frame.readByte();
    frame.skipBytes(4);
    if (copying.takesRows()) {
      copy(type, frame);
      return;
    }
    switch (type) {
      case 'Q' -> simple(frame);
      case 'P', 'B', 'D', 'E', 'C', 'H', 'S' -> extended.answer(type, frame);
      case 'X' -> out.close();
      case 'F' -> {
        out.error(
            ErrorFields.of(
                new SQLException(
                    "the function call protocol is not supported; say SELECT f(..)", "0A000")));
        ready();
      }
      // Rows of a COPY that has failed are still on their way.
      case 'd', 'c', 'f' -> {}
      default -> throw FrameReader.violation("invalid frontend message type " + (type & 0xff));
    }
  }

  private void copy(byte type, ByteBuf frame) throws SQLException, ClientGoneException {
    switch (type) {
      case 'd', 'c', 'f' -> {
        if (copying.take(type, frame)) {
          copied();
        }
      }
      // As PostgreSQL does while it takes rows.
      case 'H', 'S' -> {}
      case 'X' -> out.close();
      default ->
          throw FrameReader.violation(
              "unexpected message type 0x"
                  + Integer.toHexString(type & 0xff)
                  + " during COPY from stdin");
    }
  }

  private void copied() throws ClientGoneException {
    SimpleQuery query = simple;
    if (query == null) {
      extended.copied();
    } else if (query.copied()) {
      simple = null;
      ready();
    } else {
      out.flush();
    }
  }

  private void ready() throws ClientGoneException {
    out.ready(session.transactionStatus());
    out.flush();
  }

  private void simple(ByteBuf frame) throws ClientGoneException {
    SimpleQuery query = new SimpleQuery(session, out, settings, types, copying, extended);
    if (query.begin(frame)) {
      simple = null;
      ready();
    } else {
      simple = query;
      out.flush();
    }
  }

  @Override
  public void close() throws SQLException {
    if (simple != null) {
      simple.close();
    }
    extended.close();
    copying.close();
  }
}
