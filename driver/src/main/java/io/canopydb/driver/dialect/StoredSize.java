package io.canopydb.driver.dialect;

/**
 * What a sharded table, or an index of one, takes in all partitions, as the leaves' statistics have
 * it.
 *
 * @param name of the table or index
 * @param rows less than 0 where nobody has counted them yet
 * @param pages PostgreSQL's, likewise; else 0
 * @param main bytes of the rows themselves
 * @param data bytes of all but indexes
 * @param indexes bytes of its indexes
 * @param free bytes that are reserved and not used
 */
public record StoredSize(
    String database,
    String name,
    long rows,
    long pages,
    long main,
    long data,
    long indexes,
    long free) {

  /** This one and that of another partition. */
  public StoredSize plus(StoredSize other) {
    return new StoredSize(
        database,
        name,
        rows < 0 ? other.rows : rows + Math.max(0, other.rows),
        pages + other.pages,
        main + other.main,
        data + other.data,
        indexes + other.indexes,
        free + other.free);
  }
}
