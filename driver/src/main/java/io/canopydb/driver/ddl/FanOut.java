package io.canopydb.driver.ddl;

import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs one task a leaf, in parallel, and waits for all of them. Safe for use by many threads. */
final class FanOut {
  private final ExecutorService executor;

  FanOut(ExecutorService executor) {
    this.executor = executor;
  }

  /** What is done on one leaf. */
  @FunctionalInterface
  interface Task<T> {
    void on(T item) throws SQLException;
  }

  /**
   * Runs the task for each item. When it returns or throws, no task is running any more.
   *
   * @param cancel called once if the calling thread is interrupted: is to make the tasks end soon
   * @throws SQLException the first failure, in the order of the items; the others are suppressed
   */
  <T> void each(Collection<T> items, Task<T> task, Runnable cancel) throws SQLException {
    List<FutureTask<@Nullable Void>> running = new ArrayList<>();
    for (T item : items) {
      Callable<@Nullable Void> call =
          () -> {
            task.on(item);
            return null;
          };
      running.add(new FutureTask<>(call));
    }
    for (int i = 1; i < running.size(); i++) {
      start(running.get(i));
    }
    if (!running.isEmpty()) {
      running.get(0).run(); // the caller's thread has nothing better to do
    }
    await(running, cancel);
  }

  private void start(FutureTask<?> task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException full) {
      task.run();
    }
  }

  private static void await(List<FutureTask<@Nullable Void>> running, Runnable cancel)
      throws SQLException {
    boolean interrupted = false;
    Throwable failure = null;
    for (Future<?> task : running) {
      boolean done = false;
      while (!done) {
        try {
          task.get();
          done = true;
        } catch (InterruptedException e) {
          if (!interrupted) {
            cancel.run();
          }
          interrupted = true;
        } catch (ExecutionException e) {
          failure = join(failure, e.getCause());
          done = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      throw CanopyError.CANCELLED.causedBy(failure);
    }
    rethrow(failure);
  }

  private static @Nullable Throwable join(@Nullable Throwable first, @Nullable Throwable next) {
    if (first == null) {
      return next;
    }
    if (next instanceof Error && !(first instanceof Error)) {
      return next;
    }
    if (next != null && next != first) {
      first.addSuppressed(next);
    }
    return first;
  }

  private static void rethrow(@Nullable Throwable failure) throws SQLException {
    if (failure instanceof SQLException known) {
      throw known;
    }
    if (failure instanceof RuntimeException known) {
      throw known;
    }
    if (failure instanceof Error known) {
      throw known;
    }
    if (failure != null) {
      throw CanopyError.INTERNAL.causedBy(failure, failure.toString());
    }
  }
}
