package io.canopydb.rebalancer.cli;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells a user who waits for longer than a second what for, and for how long already. What it
 * prints goes to the terminal's error stream, so that output can be piped.
 */
final class Patience implements AutoCloseable {
  private final ScheduledExecutorService ticker;
  private final PrintWriter err;
  private final String what;
  private final long start = System.nanoTime();

  private Patience(PrintWriter err, String what) {
    this.err = err;
    this.what = what;
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "canopy-progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins to wait.
   *
   * @param what is going on, as a clause: {@code adding leaf 10.0.0.1:3306}
   */
  static Patience with(PrintWriter err, String what) {
    Patience patience = new Patience(err, what);
    patience.ticker.scheduleAtFixedRate(patience::tick, 1, 5, TimeUnit.SECONDS);
    return patience;
  }

  private void tick() {
    err.println(what + " ... " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s");
    err.flush();
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
