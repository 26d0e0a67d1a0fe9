package io.canopydb.proxy.local.progress;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Progress for a program that has a log, and no user who waits. */
public record LoggedProgress() implements Progress {

  private static final Logger LOG = LoggerFactory.getLogger(LoggedProgress.class);

  @Override
  public void say(String line) {
    LOG.info("{}", line);
  }
}
