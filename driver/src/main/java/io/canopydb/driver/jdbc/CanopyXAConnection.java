package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.session.Session;
import io.canopydb.driver.transaction.XaBranches;
import io.canopydb.driver.url.CanopyUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.StatementEventListener;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * A connection that a transaction manager pools. What it lends is a connection over a session of
 * its own, which lives for as long as it is lent or in a branch: so whoever borrows it next finds
 * nothing of what the last one has set. Safe for use by many threads, as a manager may roll back
 * while a statement runs: it then waits for its turn.
 */
final class CanopyXAConnection implements XAConnection, BranchOwner {
  private final CanopyUrl url;
  private final SessionSource sessions;

  /** Keeps the cluster open, and asks it about what is prepared. */
  private final Session lasting;

  private final CanopyXAResource resource = new CanopyXAResource(this);
  private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
  private @Nullable Session session;
  private @Nullable CanopyConnection connection;

  /** Whether the application has the connection. */
  private boolean lent;

  private boolean closed;

  CanopyXAConnection(CanopyUrl url, Session lasting, SessionSource sessions) {
    this.url = url;
    this.lasting = lasting;
    this.sessions = sessions;
  }

  @Override
  public XaBranches prepared() {
    return lasting.prepared();
  }

  @Override
  public <T extends @Nullable Object> T withBranch(Act<T> act) throws SQLException {
    CanopyConnection entered = entered();
    entered.gate().enterToClose();
    try {
      synchronized (this) {
        Session current = session;
        if (current == null) {
          throw CanopyError.CLOSED.with("connection");
        }
        try {
          return act.on(current.branch());
        } finally {
          endIfIdle();
        }
      }
    } finally {
      entered.gate().leave();
    }
  }

  private synchronized CanopyConnection entered() throws SQLException {
    checkOpen();
    Session current = session;
    if (current == null) {
      current = sessions.open(url);
      session = current;
    }
    CanopyConnection known = connection;
    if (known == null) {
      known = new CanopyConnection(url, current, this::givenBack);
      connection = known;
    }
    return known;
  }

  private void checkOpen() throws SQLException {
    if (closed) {
      throw CanopyError.CLOSED.with("connection");
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    CanopyConnection before;
    synchronized (this) {
      checkOpen();
      before = lent ? connection : null;
    }
    if (before != null) {
      before.close(); // JDBC: there is one at a time
    }
    synchronized (this) {
      CanopyConnection known = connection;
      if (known != null && known.isClosed()) {
        connection = null; // it is in a branch still, which goes on under another
      }
      CanopyConnection fresh = entered();
      lent = true;
      return fresh;
    }
  }

  /** Told by the connection when it is closed. */
  private void givenBack() throws SQLException {
    boolean told;
    synchronized (this) {
      told = lent;
      lent = false;
      endIfIdle();
    }
    if (told) {
      ConnectionEvent event = new ConnectionEvent(this);
      listeners.forEach(listener -> listener.connectionClosed(event));
    }
  }

  private synchronized void endIfIdle() throws SQLException {
    Session current = session;
    if (current != null && !lent && (closed || !current.branch().isOpen())) {
      session = null;
      connection = null;
      current.close();
    }
  }

  @Override
  public XAResource getXAResource() throws SQLException {
    synchronized (this) {
      checkOpen();
    }
    return resource;
  }

  @Override
  public void addConnectionEventListener(ConnectionEventListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeConnectionEventListener(ConnectionEventListener listener) {
    listeners.remove(listener);
  }

  /** Statements are not pooled, so that there is nothing to tell. */
  @Override
  public void addStatementEventListener(StatementEventListener listener) {
    // nothing to tell
  }

  @Override
  public void removeStatementEventListener(StatementEventListener listener) {
    // nothing to tell
  }

  /** Rolls back what is neither committed nor prepared. */
  @Override
  public void close() throws SQLException {
    CanopyConnection open;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      open = connection;
    }
    try {
      if (open != null) {
        open.close();
      }
      endIfIdle();
    } finally {
      lasting.close();
    }
  }
}
