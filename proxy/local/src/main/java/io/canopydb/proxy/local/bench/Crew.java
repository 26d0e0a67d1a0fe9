package io.canopydb.proxy.local.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that do one operation over and over until the time is up. */
final class Crew implements AutoCloseable {
  private final ExecutorService threads;
  private final int size;

  Crew(int size) {
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            size,
            task -> {
              Thread thread = new Thread(task, "canopy-bench-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    this.size = size;
  }

  /** Every thread does one at least. */
  Rate run(Operation operation, Duration length) throws SQLException, InterruptedException {
    Cost before = Cost.now();
    long start = System.nanoTime();
    List<Callable<Times>> works = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      works.add(() -> work(operation, start + length.toNanos()));
    }
    Times done = new Times();
    for (Future<Times> work : threads.invokeAll(works)) {
      try {
        done.addAll(work.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof SQLException failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
    return Rate.of(done, System.nanoTime() - start, before, Cost.now());
  }

  private static Times work(Operation operation, long end) throws SQLException {
    Times done = new Times();
    long before = System.nanoTime();
    do {
      operation.run();
      long now = System.nanoTime();
      done.add(now - before);
      before = now;
    } while (before - end < 0);
    return done;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
