package io.canopydb.driver.transaction;

import io.canopydb.metadata.store.Journal;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets this process resolve transactions while it is its turn: a manager while it is the master
 * aggregator, a driver while there is none and it holds the lock of resolvers. The turn only spares
 * work, since several resolvers at once do no harm.
 */
public final class ResolverDuty implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ResolverDuty.class);

  /** No database can have this name; see {@link Journal#LEAVES}. */
  private static final String SCOPE = "canopy resolver";

  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final Duration LOOK_FOR_MASTER = Duration.ofSeconds(2);
  private static final Duration LOCK = Duration.ofSeconds(5);
  private static final Duration GOODBYE = Duration.ofMillis(500);

  private final MetadataStore store;
  private final Resolver resolver;
  private final boolean manager;
  private final Thread thread;
  private boolean queueing;
  private final CountDownLatch closed = new CountDownLatch(1);

  private ResolverDuty(MetadataStore store, Resolver resolver, boolean manager) {
    this.store = store;
    this.resolver = resolver;
    this.manager = manager;
    this.thread = new Thread(this::run, "canopy-resolver");
    thread.setDaemon(true);
  }

  /**
   * Begins, on a thread of its own.
   *
   * @param manager whether this process stands for master aggregator
   */
  public static ResolverDuty start(MetadataStore store, Resolver resolver, boolean manager) {
    ResolverDuty duty = new ResolverDuty(store, resolver, manager);
    duty.thread.start();
    return duty;
  }

  private void run() {
    while (!isClosed()) {
      try {
        if (manager) {
          asManager();
        } else {
          asDriver();
        }
      } catch (InterruptedException e) {
        return;
      } catch (MetadataException e) {
        LOG.debug("No contact with ZooKeeper; transactions in doubt wait", e);
        pauseAfterFailure();
      } catch (SQLException | RuntimeException e) {
        if (!isClosed()) {
          LOG.warn("Settling transactions failed; trying again", e);
        }
        pauseAfterFailure();
      }
    }
  }

  private void asManager() throws MetadataException, SQLException, InterruptedException {
    if (store.masterAggregator().filter(store.aggregatorId()::equals).isPresent()) {
      resolver.round();
    }
    pause(ROUND);
  }

  private void asDriver() throws MetadataException, SQLException, InterruptedException {
    pause(LOOK_FOR_MASTER);
    if (isClosed() || store.masterAggregator().isPresent()) {
      return;
    }
    try (Journal.Lock lock = takeLock()) {
      while (!isClosed() && lock.held() && store.masterAggregator().isEmpty()) {
        resolver.round();
        pause(ROUND);
      }
    } catch (MetadataException e) {
      if (e.reason() != MetadataException.Reason.TIMEOUT) {
        throw e;
      }
    }
  }

  private Journal.Lock takeLock() throws MetadataException, InterruptedException {
    queueing(true);
    try {
      return store.journal().lock(SCOPE, LOCK);
    } finally {
      queueing(false);
    }
  }

  private synchronized void queueing(boolean now) {
    queueing = now;
    if (!now) {
      Thread.interrupted(); // that it is closed is known without, and the lock is to be given back
    }
  }

  private synchronized void leaveQueue() {
    if (queueing) {
      thread.interrupt();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void pause(Duration time) throws InterruptedException {
    if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
      LOG.debug("Resolving ends");
    }
  }

  private void pauseAfterFailure() {
    try {
      pause(ROUND);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed.countDown();
    }
  }

  /**
   * Stops, as soon as it can. Whoever waits for the lock has to leave while the store is open; what
   * it waits for of leaves ends with the pools.
   */
  @Override
  public void close() {
    resolver.stop();
    closed.countDown();
    leaveQueue();
    try {
      thread.join(GOODBYE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
