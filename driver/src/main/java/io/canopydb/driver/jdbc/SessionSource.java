package io.canopydb.driver.jdbc;

import io.canopydb.driver.session.Session;
import io.canopydb.driver.url.CanopyUrl;
import java.sql.SQLException;

/** Where the driver gets sessions from. */
@FunctionalInterface
public interface SessionSource {

  /** Opens a session; the cluster behind equal URLs is shared. */
  Session open(CanopyUrl url) throws SQLException;
}
