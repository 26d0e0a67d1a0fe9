package io.canopydb.driver.session;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.url.CanopyUrl;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One cluster from its first use to its last: whoever uses it enters and releases it. When nobody
 * does it lingers, and ends. But while ZooKeeper is away it does not end, since nobody could open
 * it again: a pool that replaces its last connection goes on. Safe for use by many threads.
 */
final class SharedCluster {
  private static final Duration LOOK_FOR_ZOOKEEPER = Duration.ofMillis(500);

  private final AggregatorOptions options;
  private final Consumer<SharedCluster> gone;

  /** The one attempt to connect, which all wait for who want it. */
  private final CompletableFuture<Cluster> attempt = new CompletableFuture<>();

  // Guarded by this; nobody waits for anything while holding it.
  private int users = 1;
  private long unusedSince;
  private boolean watched;
  private boolean processEnds;
  private boolean ended;

  /**
   * A cluster that its maker uses and connects.
   *
   * @param gone is told when nobody can enter it any more
   */
  SharedCluster(AggregatorOptions options, Consumer<SharedCluster> gone) {
    this.options = options;
    this.gone = gone;
  }

  AggregatorOptions options() {
    return options;
  }

  /** Makes the attempt. When it fails nobody uses it any more. */
  void connect(Identity account) throws SQLException {
    try {
      attempt.complete(Cluster.connect(options, account));
    } catch (SQLException | RuntimeException | Error e) {
      synchronized (this) {
        ended = true;
      }
      gone.accept(this);
      attempt.completeExceptionally(e);
      throw e;
    }
  }

  /**
   * Begins to use it, once it is connected.
   *
   * @return false if it has ended, so that another one has to be made
   * @throws SQLException as the attempt to connect failed
   */
  boolean enter() throws SQLException {
    synchronized (this) {
      if (ended) {
        return false;
      }
      users++;
    }
    boolean entered = false;
    try {
      attempt.get();
      entered = true;
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      throw CanopyError.INTERNAL.causedBy(e.getCause(), "connecting to a cluster");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CanopyError.STORE_UNREACHABLE.causedBy(e, options.zooKeeper(), "interrupted");
    } finally {
      if (!entered) {
        release();
      }
    }
  }

  /** The cluster itself, for who has entered it. */
  Cluster cluster() {
    return attempt.join();
  }

  /** Opens a session, which uses it too. */
  Session session(CanopyUrl url, Identity identity) throws SQLException {
    if (!enter()) {
      throw CanopyError.CLOSED.with("cluster");
    }
    Runnable release = releaseOnce();
    boolean opened = false;
    try {
      Session session = ClusterSession.open(attempt.join(), url, identity, release);
      opened = true;
      return session;
    } finally {
      if (!opened) {
        release.run();
      }
    }
  }

  /** What ends one use of it, however often it is run. */
  Runnable releaseOnce() {
    AtomicBoolean released = new AtomicBoolean();
    return () -> {
      if (released.compareAndSet(false, true)) {
        release();
      }
    };
  }

  private void release() {
    synchronized (this) {
      if (--users > 0 || ended) {
        return;
      }
      unusedSince = System.nanoTime();
      if (!endsNow()) {
        watch();
        return;
      }
      ended = true;
    }
    end();
  }

  private boolean endsNow() {
    return left() <= 0 && attempt.join().store().inTouch();
  }

  /** How long it still lingers. */
  private long left() {
    return processEnds ? 0 : unusedSince + options.linger().toNanos() - System.nanoTime();
  }

  private void watch() {
    if (!watched) {
      watched = true;
      Thread thread = new Thread(this::awaitEnd, "canopy-unused-cluster");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void awaitEnd() {
    while (true) {
      long pause;
      synchronized (this) {
        if (users > 0 || ended) {
          watched = false;
          return;
        }
        if (endsNow()) {
          ended = true;
          break;
        }
        pause = left() > 0 ? left() : LOOK_FOR_ZOOKEEPER.toNanos();
      }
      LockSupport.parkNanos(pause);
    }
    end();
  }

  /**
   * Ends it if nobody uses it, and else with its last use: what uses it may be busy with an orderly
   * end of its own, and must not lose it.
   */
  void processEnds() {
    synchronized (this) {
      processEnds = true;
      if (users > 0 || ended) {
        return;
      }
      ended = true;
    }
    end();
  }

  private void end() {
    gone.accept(this);
    attempt.join().close();
  }
}
