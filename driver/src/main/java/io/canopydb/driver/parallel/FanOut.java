package io.canopydb.driver.parallel;

import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/** Runs the parts of one statement at the same time, the first of them in the calling thread. */
public final class FanOut {
  private final Executor executor;

  public FanOut(Executor executor) {
    this.executor = executor;
  }

  /** What went well, and what did not. */
  public record Results<T>(List<T> values, List<SQLException> failures) {}

  /** Runs all, waits for all, and tells of each. */
  public <T> Results<T> run(List<Callable<T>> parts) throws SQLException {
    List<FutureTask<T>> tasks = new ArrayList<>(parts.size());
    for (Callable<T> part : parts) {
      tasks.add(new FutureTask<>(part));
    }
    for (int i = 1; i < tasks.size(); i++) {
      try {
        executor.execute(tasks.get(i));
      } catch (RejectedExecutionException e) {
        // The cluster is closing: whatever a part holds it must still give back.
        tasks.get(i).run();
      }
    }
    if (!tasks.isEmpty()) {
      tasks.get(0).run();
    }
    List<T> values = new ArrayList<>(tasks.size());
    List<SQLException> failures = new ArrayList<>();
    boolean interrupted = false;
    for (FutureTask<T> task : tasks) {
      while (true) {
        try {
          values.add(task.get());
        } catch (InterruptedException e) {
          // The parts use connections that are the statement's: they must end before it does.
          interrupted = true;
          continue;
        } catch (ExecutionException e) {
          failures.add(failure(e.getCause()));
        }
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return new Results<>(values, failures);
  }

  /** Runs one after the other, until one fails. */
  public static <T> Results<T> inTurn(List<Callable<T>> parts) {
    List<T> values = new ArrayList<>(parts.size());
    for (Callable<T> part : parts) {
      try {
        values.add(part.call());
      } catch (Exception e) {
        return new Results<>(values, List.of(failure(e)));
      }
    }
    return new Results<>(values, List.of());
  }

  private static SQLException failure(Throwable cause) {
    if (cause instanceof SQLException e) {
      return e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return CanopyError.INTERNAL.causedBy(cause, String.valueOf(cause));
  }
}
