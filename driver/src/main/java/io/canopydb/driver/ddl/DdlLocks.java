package io.canopydb.driver.ddl;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.error.StoreErrors;
import io.canopydb.metadata.store.Journal;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.time.Duration;

/** One DDL statement a database at a time, over all aggregators. */
final class DdlLocks {
  /** Adding an index to much data takes its time; who waits longer is better told. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private DdlLocks() {}

  static Journal.Lock take(MetadataStore store, String database) throws SQLException {
    if (!store.lease().held()) {
      throw CanopyError.LEASE_LOST.with();
    }
    try {
      return store.journal().lock(database, TIMEOUT);
    } catch (MetadataException e) {
      if (e.reason() == MetadataException.Reason.TIMEOUT) {
        throw CanopyError.STORE_FAILED.causedBy(
            e,
            (database.equals(Journal.LEAVES)
                    ? "a leaf is being added, or another database created, for "
                    : "another DDL statement has been running in " + database + " for ")
                + TIMEOUT.toSeconds()
                + " s",
            "run this one when that is done");
      }
      throw StoreErrors.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CanopyError.CANCELLED.causedBy(e);
    }
  }
}
