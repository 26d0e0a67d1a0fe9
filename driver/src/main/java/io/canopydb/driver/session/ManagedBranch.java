package io.canopydb.driver.session;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.transaction.XaId;
import io.canopydb.driver.transaction.XaPrepared;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session's part in a transaction that a transaction manager ends, if there is one. Used as its
 * session is: by one thread at a time.
 */
public final class ManagedBranch {
  private final SessionConnections connections;
  private final @Nullable String home;
  private State state = State.NONE;

  /** Why it can only be rolled back. */
  private @Nullable SQLException undone;

  private enum State {
    NONE,
    ACTIVE,
    /** The manager has taken the session out of it, for a while or before its end. */
    LEFT
  }

  /** What the session still does when the manager takes it out. */
  interface Unfinished {
    /** Breaks it off; false where there is nothing. */
    boolean stop() throws SQLException;
  }

  private final Unfinished copy;
  private int begun;

  ManagedBranch(SessionConnections connections, @Nullable String home, Unfinished copy) {
    this.connections = connections;
    this.home = home;
    this.copy = copy;
  }

  /** From now on all that the session does belongs to it. */
  public void begin() throws SQLException {
    if (connections.inTransaction()) {
      throw CanopyError.TRANSACTION_STATE.with(
          "the session has a transaction of its own", "end it before the manager's begins");
    }
    connections.beginManaged(home);
    undone = null;
    state = State.ACTIVE;
    begun++;
  }

  /** How many have begun. */
  int begun() {
    return begun;
  }

  /**
   * Takes the session out of it; statements are refused until it is back, or it has ended.
   *
   * @param failed whether only a rollback may follow
   */
  public void leave(boolean failed) throws SQLException {
    state = State.LEFT;
    boolean brokenOff = copy.stop();
    if ((failed || brokenOff) && undone == null) {
      undone =
          CanopyError.TRANSACTION_STATE.with(
              brokenOff ? "a COPY was not over" : "the manager was told that it failed",
              "roll back");
    }
  }

  /** Takes the session back into it. */
  public void comeBack() {
    state = State.ACTIVE;
  }

  /** Whether there is one. */
  public boolean isOpen() {
    return state != State.NONE;
  }

  /** Whether the session is in it. */
  public boolean isActive() {
    return state == State.ACTIVE;
  }

  /**
   * Prepares it; then the session is free.
   *
   * @return what its end needs; empty where nothing was written, and all has ended
   * @throws SQLException if it was rolled back, or will be
   */
  public Optional<XaPrepared> prepare(XaId manager) throws SQLException {
    state = State.NONE;
    checkWhole();
    return connections.prepare(manager);
  }

  /** Commits it, as any transaction of the cluster. */
  public void commit() throws SQLException {
    state = State.NONE;
    checkWhole();
    connections.end(true);
  }

  private void checkWhole() throws SQLException {
    SQLException because = undone;
    if (because == null && connections.failed()) {
      because = new SQLException("a statement of the transaction has failed", "25P02");
    }
    if (because != null) {
      connections.end(false);
      throw because;
    }
  }

  /** Undoes it. */
  public void rollback() throws SQLException {
    state = State.NONE;
    connections.end(false);
  }

  /** An engine has undone it, by a deadlock. */
  void undone(SQLException because) {
    undone = because;
  }

  /** Refuses a statement that would not be part of it. */
  void checkUsable() throws SQLException {
    if (state == State.LEFT) {
      throw CanopyError.TRANSACTION_STATE.with(
          "the transaction manager has not ended the transaction yet",
          "use the connection before the end of it, or after");
    }
    if (state == State.ACTIVE && undone != null) {
      SQLException again =
          CanopyError.TRANSACTION_LOST.withText(String.valueOf(undone.getMessage()));
      again.initCause(undone);
      throw again;
    }
  }

  /** Refuses what would end it, or begin another. */
  void refuse(String what) throws SQLException {
    if (isOpen()) {
      throw CanopyError.TRANSACTION_STATE.with(
          what + " in a transaction of a transaction manager", "leave that to the manager");
    }
  }
}
