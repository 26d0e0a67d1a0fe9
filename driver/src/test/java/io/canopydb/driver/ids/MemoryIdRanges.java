package io.canopydb.driver.ids;

import io.canopydb.metadata.store.IdRanges;
import io.canopydb.metadata.store.MetadataException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ranges of a cluster in memory, which can be told to fail. Thread-safe. */
final class MemoryIdRanges implements IdRanges {
  private final Map<String, Long> marks = new HashMap<>();
  private @Nullable MetadataException failure;
  private int reservations;
  private int raises;

  synchronized void fail(@Nullable MetadataException newFailure) {
    failure = newFailure;
  }

  synchronized int reservations() {
    return reservations;
  }

  synchronized int raises() {
    return raises;
  }

  @Override
  public synchronized long reserve(String database, String name, long firstEver, long count)
      throws MetadataException {
    check();
    reservations++;
    Long mark = marks.get(key(database, name));
    long first = mark == null ? firstEver : Math.max(mark + 1, firstEver);
    marks.put(key(database, name), first + count - 1);
    return first;
  }

  @Override
  public synchronized void raise(String database, String name, long value)
      throws MetadataException {
    check();
    raises++;
    marks.merge(key(database, name), value, Math::max);
  }

  @Override
  public synchronized long highest(String database, String name) throws MetadataException {
    check();
    return marks.getOrDefault(key(database, name), Long.MIN_VALUE);
  }

  @Override
  public synchronized void forget(String database, String name) throws MetadataException {
    check();
    marks.remove(key(database, name));
  }

  private void check() throws MetadataException {
    if (failure != null) {
      throw failure;
    }
  }

  private static String key(String database, String name) {
    return database + ' ' + name;
  }
}
