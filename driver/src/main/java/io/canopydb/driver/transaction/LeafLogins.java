package io.canopydb.driver.transaction;

import io.canopydb.driver.pool.Identity;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;

/** By which account a resolver works on a leaf. Safe for use by many threads. */
@FunctionalInterface
public interface LeafLogins {

  /** The account; on MySQL it needs XA_RECOVER_ADMIN, on PostgreSQL to be owner or superuser. */
  Identity on(Leaf leaf) throws SQLException;
}
