package io.canopydb.driver.pool;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * For the {@code exceptionOverrideClassName} of an application's own HikariCP: it takes SQLSTATE
 * 0A000 for a broken connection and closes it in the middle of its transaction, but here that is a
 * statement that was refused, and nothing else. HikariCP makes it by its name. Safe for use by many
 * threads.
 */
public final class RefusalsKeepConnections implements SQLExceptionOverride {
  @java.lang.Override
  public Override adjudicate(SQLException error) {
    return "0A000".equals(error.getSQLState()) ? Override.DO_NOT_EVICT : Override.CONTINUE_EVICT;
  }
}
