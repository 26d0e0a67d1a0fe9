package io.canopydb.proxy.observe;

import io.canopydb.driver.dispatch.Observer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what takes a leaf long, without its values. Safe for use by many threads.
 *
 * @param threshold from which time on
 */
record SlowStatements(Duration threshold) implements Observer {
  private static final Logger LOG = LoggerFactory.getLogger("canopy.slow");

  @Override
  public Ending sending(Sent sent) {
    long start = System.nanoTime();
    return (rows, error) -> {
      long took = System.nanoTime() - start;
      if (took >= threshold.toNanos()) {
        LOG.info(
            "{} ms on leaf {}, partitions {}, {} rows{}, {}: {}",
            took / 1_000_000,
            sent.leaf().address(),
            sent.partitions(),
            rows,
            error == null ? "" : ", failed with SQLSTATE " + error.getSQLState(),
            sent.plan(),
            sent.shape() == null ? "(no plan is made of it)" : sent.shape());
      }
    };
  }
}
