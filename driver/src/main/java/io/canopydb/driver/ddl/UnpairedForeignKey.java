package io.canopydb.driver.ddl;

import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

/** A foreign key that no partition could check, found in the catalogue of a leaf. */
final class UnpairedForeignKey extends SQLFeatureNotSupportedException {
  private static final long serialVersionUID = 1L;

  private final transient ForeignKey key;

  UnpairedForeignKey(ForeignKey key, String child) {
    this(CanopyError.FOREIGN_KEY.with(key.name(), child, key.parent()), key);
  }

  private UnpairedForeignKey(SQLException told, ForeignKey key) {
    super(told.getMessage(), told.getSQLState(), told.getErrorCode());
    this.key = key;
  }

  ForeignKey key() {
    return key;
  }
}
