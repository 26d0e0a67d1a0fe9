package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.session.Session;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time into a session, since JDBC lets an application share a connection
 * between threads. {@link #cancel} and {@link #abort} pass it by.
 *
 * <p>It also keeps the network timeout: whoever stays inside for longer finds the session aborted.
 */
final class SessionGate {
  private final Session session;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean closed;

  /** The statement that was last begun, or null. */
  private volatile @Nullable Object running;

  private volatile int networkTimeoutMillis;
  private volatile Executor aborter = Runnable::run;
  private @Nullable CompletableFuture<Object> watch;

  /** Set by an abort; taken by whoever then does what is left to do. */
  private final AtomicBoolean releasing = new AtomicBoolean();

  private final Runnable release;

  /**
   * @param release gives back what an aborted session held; run inside the gate
   */
  SessionGate(Session session, Runnable release) {
    this.session = session;
    this.release = release;
  }

  /** Waits for the turn. Every call is followed by {@link #leave} in a finally. */
  Session enter() throws SQLException {
    lock.lock();
    if (closed) {
      lock.unlock();
      throw CanopyError.CLOSED.with("connection");
    }
    if (networkTimeoutMillis > 0 && lock.getHoldCount() == 1) {
      startWatch();
    }
    return session;
  }

  /** Waits for the turn also where the session is closed, to give back what it held. */
  void enterToClose() {
    lock.lock();
  }

  void leave() {
    CompletableFuture<Object> watching = watch;
    if (watching != null && lock.getHoldCount() == 1) {
      watch = null;
      watching.complete(this);
    }
    lock.unlock();
    releaseWhenFree();
  }

  /** Does nothing while somebody is inside, who comes by here when leaving. */
  private void releaseWhenFree() {
    while (releasing.get() && !lock.isHeldByCurrentThread() && lock.tryLock()) {
      try {
        if (releasing.compareAndSet(true, false)) {
          release.run();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private void startWatch() {
    CompletableFuture<Object> started = new CompletableFuture<>();
    watch = started;
    // A JDK timer; completing the future takes it off again.
    started
        .orTimeout(networkTimeoutMillis, TimeUnit.MILLISECONDS)
        .whenComplete(
            (done, late) -> {
              if (late != null) {
                aborter.execute(this::abort);
              }
            });
  }

  boolean isClosed() {
    return closed;
  }

  /** Nobody enters any more. */
  void markClosed() {
    closed = true;
  }

  /** Says that a statement begins, inside the gate. */
  void begin(Object statement) {
    running = statement;
  }

  /**
   * Cancels a statement if it is the one that was begun last: it runs, or its rows are being read.
   */
  void cancel(Object statement) throws SQLException {
    if (running == statement && !closed) {
      session.cancel();
    }
  }

  /** Ends the session at once; what it held is given back as soon as nobody is inside. */
  void abort() {
    closed = true;
    session.abort();
    releasing.set(true);
    releaseWhenFree();
  }

  int networkTimeoutMillis() {
    return networkTimeoutMillis;
  }

  /**
   * @param executor runs the abort
   * @param millis 0 for no timeout
   */
  void setNetworkTimeout(Executor executor, int millis) {
    aborter = executor;
    networkTimeoutMillis = millis;
  }
}
