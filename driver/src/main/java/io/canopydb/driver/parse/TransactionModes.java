package io.canopydb.driver.parse;

import org.jspecify.annotations.Nullable;

/**
 * What a statement says about a transaction; null where it says nothing.
 *
 * @param consistentSnapshot MySQL's WITH CONSISTENT SNAPSHOT
 */
public record TransactionModes(
    @Nullable Isolation isolation,
    @Nullable Boolean readOnly,
    @Nullable Boolean deferrable,
    boolean consistentSnapshot) {

  /** The isolation levels of SQL. */
  public enum Isolation {
    READ_UNCOMMITTED,
    READ_COMMITTED,
    REPEATABLE_READ,
    SERIALIZABLE;

    /** The level's words in SQL. */
    public String sql() {
      return name().replace('_', ' ');
    }
  }

  static final TransactionModes NONE = new TransactionModes(null, null, null, false);
}
