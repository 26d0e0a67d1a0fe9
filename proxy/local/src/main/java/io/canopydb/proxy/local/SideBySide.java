package io.canopydb.proxy.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of tasks that ran at the same time, each on a thread of its own. All of them have
 * ended, well or not.
 *
 * @param results of those that ended well, in the order of the tasks
 * @param failure the first failure, with the others suppressed in it; null when there is none
 */
record SideBySide<T>(List<T> results, @Nullable IOException failure) {

  /** Runs tasks and waits for all of them. Interrupting the caller interrupts them. */
  static <T> SideBySide<T> run(String threadName, List<Callable<T>> tasks)
      throws InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.max(1, tasks.size()), task -> new Thread(task, threadName));
    List<Future<T>> futures = new ArrayList<>();
    try {
      for (Callable<T> task : tasks) {
        futures.add(threads.submit(task));
      }
      return outcome(futures);
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> SideBySide<T> outcome(List<Future<T>> futures) throws InterruptedException {
    List<T> results = new ArrayList<>();
    IOException failure = null;
    for (Future<T> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        IOException next = new ServerException(String.valueOf(e.getCause().getMessage()), e);
        if (failure == null) {
          failure = next;
        } else {
          failure.addSuppressed(next);
        }
      }
    }
    return new SideBySide<>(results, failure);
  }

  /** The results; or the failure. */
  List<T> orThrow() throws IOException {
    if (failure != null) {
      throw failure;
    }
    return results;
  }
}
