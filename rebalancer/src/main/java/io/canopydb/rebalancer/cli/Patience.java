package io.canopydb.rebalancer.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Tells a user who waits what for, and at a terminal for how long already. It goes to the error
 * stream, so that output can be piped.
 */
final class Patience implements AutoCloseable {
  private static final int WIDTH = 72;
  private static final int TICK_MILLIS = 500;
  private static final int NO_END_IN_SIGHT = -1;

  private final @Nullable ProgressBar bar;

  private Patience(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /**
   * Begins to wait.
   *
   * @param what is going on, as a clause: {@code adding leaf 10.0.0.1:3306}
   */
  static Patience with(PrintWriter err, String what) {
    if (System.console() == null) {
      err.println(what + " ...");
      err.flush();
      return new Patience(null);
    }
    return new Patience(
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(NO_END_IN_SIGHT)
            .setMaxRenderedLength(WIDTH)
            .setUpdateIntervalMillis(TICK_MILLIS)
            .continuousUpdate()
            .clearDisplayOnFinish()
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .build());
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
