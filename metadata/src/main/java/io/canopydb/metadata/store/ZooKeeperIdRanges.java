package io.canopydb.metadata.store;

import io.canopydb.metadata.store.MetadataException.Reason;
import java.util.OptionalLong;

/** The highest number of each name, in a znode of its own. Thread-safe. */
final class ZooKeeperIdRanges implements IdRanges {

  private final Znodes znodes;
  private final StoredNumber numbers;

  ZooKeeperIdRanges(ZooKeeperClient client, Znodes znodes) {
    this.znodes = znodes;
    this.numbers = new StoredNumber(client);
  }

  @Override
  public long reserve(String database, String name, long firstEver, long count)
      throws MetadataException {
    if (count <= 0) {
      throw new IllegalArgumentException("cannot reserve " + count + " numbers");
    }
    OptionalLong old =
        numbers.change(
            znodes.ids(database, name),
            highest -> {
              long first = first(highest, firstEver, database, name);
              long last = first + (count - 1);
              if (last < first) {
                throw exhausted(database, name);
              }
              return OptionalLong.of(last);
            });
    return first(old, firstEver, database, name);
  }

  private static long first(OptionalLong highest, long firstEver, String database, String name)
      throws MetadataException {
    if (highest.isEmpty()) {
      return firstEver;
    }
    if (highest.getAsLong() == Long.MAX_VALUE) {
      throw exhausted(database, name);
    }
    return Math.max(highest.getAsLong() + 1, firstEver);
  }

  private static MetadataException exhausted(String database, String name) {
    return new MetadataException(
        Reason.TOO_LARGE, "no numbers are left for " + name + " of database " + database);
  }

  @Override
  public void raise(String database, String name, long value) throws MetadataException {
    numbers.change(
        znodes.ids(database, name),
        highest -> OptionalLong.of(Math.max(value, highest.orElse(value))));
  }

  @Override
  public long highest(String database, String name) throws MetadataException {
    return numbers.get(znodes.ids(database, name)).orElse(Long.MIN_VALUE);
  }

  @Override
  public void forget(String database, String name) throws MetadataException {
    numbers.change(znodes.ids(database, name), highest -> OptionalLong.empty());
  }
}
