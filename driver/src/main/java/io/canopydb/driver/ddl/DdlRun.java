package io.canopydb.driver.ddl;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.error.StoreErrors;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.store.Journal;
import io.canopydb.metadata.store.MetadataException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One statement under way: under the lock of its database, with one caller's account.
 *
 * @param settings what the statement runs under
 * @param database as it was before the statement
 * @param lock held while this is in use
 */
record DdlRun(
    DdlTools tools,
    DdlExecutor.Caller caller,
    SessionSettings settings,
    Database database,
    Places places,
    Journal.Lock lock) {

  /** How long a statement waits for a table that others use, where the user sets no time: 60 s. */
  static SessionSettings withLockTimeout(Dialect dialect, SessionSettings settings) {
    String variable =
        switch (dialect.engine()) {
          case MYSQL -> "lock_wait_timeout";
          case POSTGRESQL -> "lock_timeout";
        };
    String value =
        switch (dialect.engine()) {
          case MYSQL -> "60";
          case POSTGRESQL -> "60000";
        };
    return settings.variables().containsKey(variable) ? settings : settings.with(variable, value);
  }

  Dialect dialect() {
    return tools.dialect();
  }

  String shell() {
    return dialect().shellNamespace(database.name());
  }

  LeafWork open(Leaf leaf) throws SQLException {
    return LeafWork.open(tools.door(), leaf, caller, database.name(), settings, dialect());
  }

  /** What judges the statement by what it made of the shell on a leaf. */
  Decider decider(LeafWork work) {
    return new Decider(dialect(), database, work.jdbc(), tools.store().snapshot().version() + 1);
  }

  /** Refuses to go on when another aggregator may have taken over. */
  void checkLock() throws SQLException {
    if (!lock.held() || !tools.store().lease().held()) {
      throw CanopyError.LEASE_LOST.with();
    }
  }

  Journal.Entry write(DdlEntry entry) throws SQLException {
    try {
      Journal.Entry written =
          tools
              .store()
              .journal()
              .write(database.name(), DdlEntryJson.KIND, DdlEntryJson.write(entry));
      tools.faults().reach("entry written");
      return written;
    } catch (MetadataException e) {
      throw StoreErrors.of(e);
    }
  }

  Journal.Entry replace(Journal.Entry written, DdlEntry by) throws SQLException {
    checkLock();
    try {
      return tools.store().journal().replace(written, DdlEntryJson.write(by));
    } catch (MetadataException e) {
      throw StoreErrors.of(e);
    }
  }

  void remove(Journal.Entry written) throws SQLException {
    try {
      tools.store().journal().remove(written);
    } catch (MetadataException e) {
      throw StoreErrors.of(e);
    }
    tools.faults().reach("entry removed");
  }

  /** The last part of each statement: all leaves have it, and all aggregators are to know. */
  void finish(Journal.Entry written, DdlEntry entry) throws SQLException {
    checkLock();
    try (LeafWork shell = open(places.first().leaf())) {
      tools.metadata().apply(entry.ops(), database.name(), shell, this::largest);
    } catch (SQLException e) {
      throw CanopyError.DDL_INTERRUPTED.causedBy(e, entry.change().what(), e.getMessage());
    }
    tools.faults().reach("metadata updated");
    remove(written);
  }

  private long largest(String table, String column) throws SQLException {
    AtomicLong largest = new AtomicLong();
    String query =
        "SELECT max(" + dialect().quoteName(column) + ") FROM %s." + dialect().quoteName(table);
    for (List<Place> here : places.byLeaf().values()) {
      try (LeafWork work = open(here.get(0).leaf())) {
        for (Place place : here) {
          if (exists(work, place, table)) {
            String found = work.value(query.formatted(dialect().quoteName(place.namespace())));
            if (found != null) {
              largest.accumulateAndGet(Long.parseLong(found), Math::max);
            }
          }
        }
      }
    }
    return largest.get();
  }

  private boolean exists(LeafWork work, Place place, String table) throws SQLException {
    return dialect().tableReader().read(work.jdbc(), place.namespace(), table).isPresent();
  }
}
