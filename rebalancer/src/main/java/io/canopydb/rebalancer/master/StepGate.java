package io.canopydb.rebalancer.master;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.store.Journal;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets an operation do its next step only while it is certain that nobody else does the operation.
 *
 * @param lock what makes it certain
 * @param operation as messages name it
 */
record StepGate(Journal.Lock lock, String operation, StepListener listener) {
  private static final Logger LOG = LoggerFactory.getLogger(StepGate.class);

  /** To be called right before a step that changes anything. */
  void step(String what) throws SQLException {
    if (!open()) {
      throw CanopyError.STORE_LOST.with("the lock on " + operation + " may be lost");
    }
    LOG.info("{}: {}", operation, what);
    listener.before(what);
  }

  /** Whether this process still has the operation, and was not told to leave it to another. */
  boolean open() {
    return lock.held() && !Thread.currentThread().isInterrupted();
  }
}
