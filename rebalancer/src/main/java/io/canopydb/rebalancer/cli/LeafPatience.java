package io.canopydb.rebalancer.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** The option of commands that look at leaves. */
final class LeafPatience {

  // Ten seconds: this program is cold, and the machine may be busy.
  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "How long a leaf may take to answer before it is called offline. Default:"
              + " ${DEFAULT-VALUE}.")
  private int seconds;

  Duration time() {
    return Duration.ofSeconds(Math.max(1, seconds));
  }
}
