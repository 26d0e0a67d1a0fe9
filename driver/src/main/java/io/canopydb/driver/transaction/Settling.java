package io.canopydb.driver.transaction;

import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.Engine;

/** How connections are set that settle transactions. */
final class Settling {
  /** A decision that is under way is waited for no longer: it is asked for again. */
  private static final SessionSettings MYSQL =
      SessionSettings.NONE.with("innodb_lock_wait_timeout", "2");

  private static final SessionSettings POSTGRESQL =
      SessionSettings.NONE.with("lock_timeout", "'2s'");

  private Settling() {}

  static SessionSettings settings(Engine engine) {
    return switch (engine) {
      case MYSQL -> MYSQL;
      case POSTGRESQL -> POSTGRESQL;
    };
  }
}
