package io.canopydb.proxy.local.progress;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress for a user at a terminal, or in a log file where there is none: bars become lines there.
 *
 * @param out where it is written
 * @param terminal whether bars can be drawn
 */
public record TerminalProgress(PrintStream out, boolean terminal) implements Progress {

  private static final int WIDTH = 72;

  /** On this process's standard error, so that standard output holds results only. */
  public static TerminalProgress standard() {
    return new TerminalProgress(System.err, System.console() != null);
  }

  @Override
  public void say(String line) {
    out.println(line + " ...");
  }

  @Override
  public Bar bar(String what, long total) {
    if (!terminal) {
      return Progress.super.bar(what, total);
    }
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setMaxRenderedLength(WIDTH)
            .setConsumer(new ConsoleProgressBarConsumer(out))
            .build();
    return new Bar() {
      @Override
      public void add(long steps) {
        bar.stepBy(steps);
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }
}
