package io.canopydb.proxy.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which conversations are held, and the conversations that there are. A thread is
 * busy while a request is being answered, and free between a client's requests: so many more
 * clients may be connected than there are threads. There is one for each request that is being
 * answered, since one that waits for a lock would else keep a thread from the one that holds it.
 * Safe for use by many threads.
 */
public final class Workers implements Executor {
  /** For requests to cancel, which come on connections of their own. */
  private static final int SPARE = 64;

  private final ThreadPoolExecutor threads;
  private final Set<Guest> guests = ConcurrentHashMap.newKeySet();

  /** A conversation that is held here. Its methods are for any thread. */
  interface Guest {
    /** Asks it to leave, behind what it has been asked. */
    void leave();

    /** Ends it, whatever is being said. */
    void close();
  }

  /**
   * @param most how many connections there may be, and so how many requests at once
   */
  Workers(int most) {
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            0,
            // Of a connection that is gone, the end may still be under way.
            2 * most + SPARE,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> new Thread(task, "canopy-client-" + number.incrementAndGet()));
  }

  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  void add(Guest guest) {
    guests.add(guest);
  }

  void remove(Guest guest) {
    guests.remove(guest);
  }

  /** Asks all conversations to leave, and closes those that have not after that time. */
  void leave(Duration patience) throws InterruptedException {
    guests.forEach(Guest::leave);
    awaitNone(patience);
    guests.forEach(Guest::close);
    awaitNone(Duration.ofSeconds(10));
    threads.shutdownNow();
    threads.awaitTermination(10, TimeUnit.SECONDS);
  }

  private void awaitNone(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!guests.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(10);
    }
  }
}
