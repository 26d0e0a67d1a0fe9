package io.canopydb.metadata.store;

/**
 * What a drain is about: nobody is to go by an older map <i>for this</i>.
 *
 * <p>What travels to the other aggregators is the map itself. Whoever wants to drain a table or a
 * partition first publishes a version in which its rows are moving, or in which the partition has
 * no master any more, or another one. So each aggregator sees where that version differs from those
 * that its statements go by, and tells which of that they still use; and who waits for one
 * partition is not held up by those who use another.
 */
public sealed interface DrainScope {

  /** All that a map can be held for. */
  record Everything() implements DrainScope {
    @Override
    public boolean covers(DrainScope other) {
      return true;
    }
  }

  /** All partitions of a database, and all its tables. */
  record OfDatabase(String database) implements DrainScope {
    @Override
    public boolean covers(DrainScope other) {
      return equals(other)
          || (other instanceof OfTable table && table.database().equals(database))
          || (other instanceof OfPartition partition && partition.database().equals(database));
    }
  }

  /** The rows of one table in all partitions. */
  record OfTable(String database, String table) implements DrainScope {}

  /** One partition with all its tables. */
  record OfPartition(String database, int ordinal) implements DrainScope {}

  /** Whether the other is a part of this one. */
  default boolean covers(DrainScope other) {
    return equals(other);
  }
}
