package io.canopydb.driver.ddl;

import io.canopydb.metadata.model.UniqueKey;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;

/** A unique key that no partition could keep by itself, found in the catalogue of a leaf. */
final class UnkeptUniqueKey extends SQLSyntaxErrorException {
  private static final long serialVersionUID = 1L;

  private final transient UniqueKey key;

  private UnkeptUniqueKey(SQLException told, UniqueKey key) {
    super(told.getMessage(), told.getSQLState(), told.getErrorCode());
    this.key = key;
  }

  /** What is told of a key; of one that a lookup table could keep, with the key. */
  static SQLException of(SQLException told, UniqueKey key) {
    boolean canBeGlobal = key.exact() && !key.primary() && !key.columns().isEmpty();
    return canBeGlobal ? new UnkeptUniqueKey(told, key) : told;
  }

  UniqueKey key() {
    return key;
  }
}
