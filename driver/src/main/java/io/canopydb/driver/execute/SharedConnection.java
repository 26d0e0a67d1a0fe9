package io.canopydb.driver.execute;

import io.canopydb.driver.dispatch.Dispatch;
import io.canopydb.driver.dispatch.LeafStatement;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.transaction.Participant;
import io.canopydb.metadata.model.Leaf;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A leaf connection that several results lie on; given back when the last of them is closed. */
public final class SharedConnection {
  private final LeafAccess access;
  private final LeafConnection connection;
  private final Dispatch dispatch;
  private final AtomicInteger users = new AtomicInteger(1);
  private volatile boolean ran;
  private volatile boolean wrote;
  private volatile Set<Participant> written = Set.of();

  /** Whether a transaction was begun so that rows can be streamed. */
  private volatile boolean streams;

  /**
   * A connection that was just borrowed.
   *
   * @param access where it is given back
   */
  SharedConnection(LeafAccess access, LeafConnection connection, Dispatch dispatch) {
    this.access = access;
    this.connection = connection;
    this.dispatch = dispatch;
  }

  public SharedConnection retain() {
    users.incrementAndGet();
    return this;
  }

  public void release() {
    if (users.decrementAndGet() == 0) {
      access.release(connection);
    }
  }

  /** A statement that may change something is about to run on it. */
  public void wrote(Set<Participant> touched) {
    wrote = true;
    written = Participant.both(written, touched);
    access.wrote(connection, touched);
  }

  /** A statement has succeeded; where it wrote and is its own transaction, it has committed. */
  public void succeeded() throws SQLException {
    ran = true;
    if (wrote && !access.inTransaction()) {
      access.committed(connection, written);
    }
  }

  boolean hasWritten() {
    return wrote;
  }

  /** A transaction has begun in which rows are streamed. */
  void streams() {
    streams = true;
  }

  /** The transaction of the rows that are streamed can only be rolled back. */
  void streamFailed() {
    streams = false;
  }

  /**
   * The rows have ended: what the functions of their query did is to stay, as without streaming.
   */
  void endStream() throws SQLException {
    if (streams && users.get() == 1) {
      streams = false;
      connection.jdbc().commit();
      connection.jdbc().setAutoCommit(true);
    }
  }

  public void usesTemporaryTables() {
    access.usesTemporaryTables(connection);
  }

  /** Whether a statement has succeeded that a rollback would undo. */
  boolean hasRun() {
    return ran;
  }

  public LeafConnection connection() {
    return connection;
  }

  /** A statement on it, of texts without parameters. */
  public LeafStatement statement() throws SQLException {
    return dispatch.statement(connection);
  }

  /** A statement on it with parameters. */
  public LeafStatement prepare(String sql) throws SQLException {
    return dispatch.prepare(connection, sql);
  }

  public Connection jdbc() {
    return connection.jdbc();
  }

  public Leaf leaf() {
    return connection.leaf();
  }

  public boolean failed(SQLException error) {
    return connection.failed(error);
  }

  /**
   * What an error of it means to the user. A write that is its own transaction may have been done
   * before the connection was lost.
   */
  SQLException told(SQLException error) {
    SQLException told = access.told(connection, error);
    return wrote && CanopyError.LEAF_LOST.is(told)
        ? LeafAccess.inDoubt(connection.leaf(), error)
        : told;
  }
}
