package io.canopydb.driver.command;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Asks many leaves the same thing at once, and waits for none longer than a given time: one dead
 * leaf must not keep a user from seeing the others.
 */
final class LeafPoll {
  /** How long a leaf may take where nobody says how long: on a busy machine, seconds. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int MOST_THREADS = 16;
  private static final AtomicInteger THREADS = new AtomicInteger();

  private LeafPoll() {}

  /** What is asked of a leaf. It is interrupted when the time is over. */
  @FunctionalInterface
  interface Question<T> {
    T ask(Leaf leaf) throws SQLException;
  }

  /**
   * What a leaf answered: a value, or why there is none.
   *
   * @param error null where there is a value
   */
  record Reply<T>(@Nullable T value, @Nullable SQLException error) {}

  /** Asks all leaves; the map has every leaf's id. */
  static <T> Map<Integer, Reply<T>> ask(
      Collection<Leaf> leaves, Duration timeout, Question<T> question) throws SQLException {
    if (leaves.isEmpty()) {
      return Map.of();
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(leaves.size(), MOST_THREADS), LeafPoll::newThread);
    try {
      List<Leaf> asked = List.copyOf(leaves);
      List<Callable<T>> calls = new ArrayList<>();
      for (Leaf leaf : asked) {
        calls.add(() -> question.ask(leaf));
      }
      LocalTime since = LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
      List<Future<T>> futures = threads.invokeAll(calls, timeout.toMillis(), TimeUnit.MILLISECONDS);
      Map<Integer, Reply<T>> replies = new TreeMap<>();
      for (int i = 0; i < futures.size(); i++) {
        replies.put(asked.get(i).id(), reply(asked.get(i), futures.get(i), timeout, since));
      }
      return replies;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CanopyError.CANCELLED.causedBy(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> Reply<T> reply(Leaf leaf, Future<T> future, Duration timeout, LocalTime since)
      throws InterruptedException {
    try {
      return new Reply<>(future.get(), null);
    } catch (CancellationException e) {
      return new Reply<>(
          null,
          CanopyError.LEAF_UNREACHABLE.with(
              leaf.address(), "no answer for " + timeout.toMillis() / 1e3 + " s, since " + since));
    } catch (ExecutionException e) {
      return new Reply<>(
          null,
          e.getCause() instanceof SQLException error
              ? error
              : CanopyError.INTERNAL.causedBy(e.getCause(), String.valueOf(e.getCause())));
    }
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "canopy-leaf-poll-" + THREADS.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
