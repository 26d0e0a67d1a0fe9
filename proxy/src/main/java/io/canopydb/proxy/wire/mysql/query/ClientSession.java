package io.canopydb.proxy.wire.mysql.query;

import io.canopydb.driver.front.LogicalNames;
import io.canopydb.driver.session.Session;
import io.canopydb.driver.session.TransactionStatus;
import io.canopydb.proxy.wire.mysql.codec.Capability;
import io.canopydb.proxy.wire.mysql.codec.Status;
import io.canopydb.proxy.wire.mysql.login.LoggedIn;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A client's session with the core, and what it has asked of the protocol. */
final class ClientSession {
  private final LoggedIn client;
  private final Session session;
  private final LogicalNames names;
  private boolean several;

  ClientSession(LoggedIn client, Session session) {
    this.client = client;
    this.session = session;
    this.names = new LogicalNames(session);
    this.several = client.can(Capability.MULTI_STATEMENTS);
  }

  LoggedIn client() {
    return client;
  }

  Session session() {
    return session;
  }

  LogicalNames names() {
    return names;
  }

  /** Whether a text may hold several statements. */
  boolean several() {
    return several;
  }

  void several(boolean may) {
    several = may;
  }

  /** What the client's texts are written in. */
  Charset charset() {
    return StandardCharsets.UTF_8;
  }

  boolean inTransaction() {
    return session.transactionStatus() != TransactionStatus.IDLE;
  }

  /** Where the session stands, as {@link Status} has it. */
  int status() {
    return (session.autoCommit() ? Status.AUTOCOMMIT : 0)
        | (inTransaction() ? Status.IN_TRANSACTION : 0);
  }

  /** Likewise, where another result may follow. */
  int status(boolean more) {
    return status() | (more ? Status.MORE_RESULTS : 0);
  }
}
