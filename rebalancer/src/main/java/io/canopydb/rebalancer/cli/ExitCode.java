package io.canopydb.rebalancer.cli;

/** What the commands end with. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int OFFLINE = 3;

  // Lines of the usage texts; 2 is picocli's own for a wrong command line.
  static final String LINE_DONE = "0:it was done";
  static final String LINE_FAILED = "1:it failed; the message says why";
  static final String LINE_USAGE = "2:the command line was wrong";
  static final String LINE_OFFLINE = "3:a leaf, a partition or the master aggregator is offline";

  private ExitCode() {}
}
