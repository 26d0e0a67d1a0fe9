package io.canopydb.driver.dispatch;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.held.MapHold;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Where statements wait whose partitions have no master, or got another one while they waited for a
 * connection: until there is a newer map. Safe for use by many threads.
 */
final class Gate {
  /** How often a statement that waits looks whether it was cancelled. */
  private static final long LOOK_MILLIS = 50;

  private final MetadataStore store;
  private final Object news = new Object();

  Gate(MetadataStore store) {
    this.store = store;
    store.addListener(snapshot -> tell());
  }

  private void tell() {
    synchronized (news) {
      news.notifyAll();
    }
  }

  /**
   * Waits until there is a newer map than the one that is held, and holds that.
   *
   * @param until System.nanoTime
   * @param because what to throw when the time is up
   * @throws SQLException {@code because}; or PARTITIONS_MOVED where a transaction holds to the map,
   *     since what it has used lies elsewhere by the newer one
   */
  void await(MapHold hold, ActiveStatements active, long until, SQLException because)
      throws SQLException {
    long held = hold.map().version();
    try {
      synchronized (news) {
        while (store.snapshot().version() == held) {
          active.checkGoesOn();
          long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
          if (left <= 0) {
            throw because;
          }
          news.wait(Math.min(left, LOOK_MILLIS));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      because.addSuppressed(e);
      throw because;
    }
    String database = hold.usedDatabase();
    if (!hold.beginAgain()) {
      throw CanopyError.PARTITIONS_MOVED.causedBy(because, database);
    }
  }
}
