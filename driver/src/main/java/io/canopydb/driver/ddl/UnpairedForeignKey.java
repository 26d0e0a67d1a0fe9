package io.canopydb.driver.ddl;

import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

/** A foreign key that no partition could check, found in the catalogue of a leaf. */
final class UnpairedForeignKey extends SQLFeatureNotSupportedException {
  private static final long serialVersionUID = 1L;

  private final transient ForeignKey key;
  private final String child;
  private final boolean awaited;

  /**
   * @param awaited whether the key was there before, and the statement makes the table that it
   *     refers to
   */
  UnpairedForeignKey(ForeignKey key, String child, boolean awaited) {
    this(CanopyError.FOREIGN_KEY.with(key.name(), child, key.parent()), key, child, awaited);
  }

  private UnpairedForeignKey(SQLException told, ForeignKey key, String child, boolean awaited) {
    super(told.getMessage(), told.getSQLState(), told.getErrorCode());
    this.key = key;
    this.child = child;
    this.awaited = awaited;
  }

  /** The table that refers. */
  String child() {
    return child;
  }

  boolean awaited() {
    return awaited;
  }

  ForeignKey key() {
    return key;
  }
}
