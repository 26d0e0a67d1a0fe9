package io.canopydb.metadata.store;

/**
 * Cluster-wide reservation of numbers for AUTO_INCREMENT, identity and sequence values. No number
 * is ever handed out twice, whoever asks and whatever crashes; numbers may be skipped.
 */
public interface IdRanges {

  /**
   * Reserves {@code count} numbers above everything reserved or {@linkplain #raise raised} so far.
   *
   * @param name what the numbers are for, unique in the database: {@code table.column} or a
   *     sequence
   * @param firstEver where the numbers start when none was ever reserved
   * @return the first number reserved; the others follow it
   */
  long reserve(String database, String name, long firstEver, long count) throws MetadataException;

  /** Makes every later reservation lie above {@code value}. Does nothing when it does already. */
  void raise(String database, String name, long value) throws MetadataException;

  /** The highest number reserved or raised so far; {@code Long.MIN_VALUE} when there is none. */
  long highest(String database, String name) throws MetadataException;

  /** Forgets the numbers of one name (TRUNCATE, DROP TABLE). */
  void forget(String database, String name) throws MetadataException;
}
