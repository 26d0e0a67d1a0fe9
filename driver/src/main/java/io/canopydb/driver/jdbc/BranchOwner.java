package io.canopydb.driver.jdbc;

import io.canopydb.driver.session.ManagedBranch;
import io.canopydb.driver.transaction.XaBranches;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A connection as the resource sees that a transaction manager steers its branches by. */
interface BranchOwner {

  /** What is done with the branch of the session. */
  interface Act<T extends @Nullable Object> {
    T on(ManagedBranch branch) throws SQLException;
  }

  /** Does something with the branch, while nobody else is in the session. */
  <T extends @Nullable Object> T withBranch(Act<T> act) throws SQLException;

  /** The branches of the cluster that are prepared. */
  XaBranches prepared();
}
